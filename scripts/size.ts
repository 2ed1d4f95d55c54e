// Prints what a browser fetches before each page can be used, scripts against their limit.
import { builtPages } from './pageSizes.ts'

const { sizes, words } = builtPages()
const inColumn = (size: number) => size.toFixed(1).padStart(6)
for (const { name, scripts, styles, limit } of sizes) console.log(`${name.padEnd(48)} ${inColumn(scripts)} kB of scripts, gzip (at most ${limit}) ${inColumn(styles)} kB of styles`)
for (const { name, size } of words) console.log(`${`words, as data: ${name}`.padEnd(48)} ${inColumn(size)} kB`)
if (sizes.some(({ scripts, limit }) => scripts > limit)) process.exit(1)
