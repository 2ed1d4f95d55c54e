import fs from 'node:fs'
import path from 'node:path'

const climb = (folder: string): string => fs.existsSync(path.join(folder, 'package.json')) ? folder : climb(path.dirname(folder))

/** The folder of the project. The same from the sources and from the bundle, which lie at different depths. */
export const root = climb(import.meta.dirname)
