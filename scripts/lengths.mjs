// No source file is longer than 300 lines: one that grows past it has become two.
import fs from 'node:fs'
import path from 'node:path'

const most = 300
const files = ['domain', 'server', 'client', 'tests', 'bench', 'scripts'].flatMap((folder) => fs.readdirSync(folder, { recursive: true })
  .map((file) => path.join(folder, file))).filter((file) => /\.(ts|tsx|mjs|css)$/.test(file) && !file.includes('generated') && !file.includes('node_modules'))
const lengths = files.map((file) => [fs.readFileSync(file, 'utf8').split('\n').length - 1, file]).sort((a, b) => a[0] - b[0])
const long = lengths.filter(([lines]) => lines > most)
for (const [lines, file] of long) console.error(`${file} has ${lines} lines`)
if (long.length > 0) process.exit(1)
console.log(`${files.length} files, median ${lengths[Math.floor(lengths.length / 2)][0]} lines, longest ${lengths.at(-1).join(' ')}`)
