import fs from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'

const prefix = 'virtual:catalogue/'
const folder = path.resolve('client/locales')

/** Words by their whole keys: those of a page are found at once, where a tree would be gone through for each. */
const byKey = (words: object, before: string): [string, unknown][] => Object.entries(words).flatMap(([name, value]: [string, unknown]) =>
  (value !== null && typeof value === 'object' ? byKey(value, `${before}${name}.`) : [[`${before}${name}`, value]]))

/** All catalogues of a language as one JSON text; a file's name is the first part of its keys. */
const catalogueOf = (language: string) => JSON.stringify(Object.fromEntries(fs.readdirSync(path.join(folder, language)).filter((file) => file.endsWith('.json'))
  .flatMap((file) => byKey(JSON.parse(fs.readFileSync(path.join(folder, language, file), 'utf8')) as object, `${path.basename(file, '.json')}.`))))

/** Makes `virtual:catalogue/en` the address of that language's words: data that a page fetches, not script that it runs. */
export const catalogues = (): Plugin => ({
  name: 'catalogues',
  resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
  load(id) {
    if (!id.startsWith(`\0${prefix}`)) return null
    const language = id.slice(prefix.length + 1)
    if (this.meta.watchMode) return `export default '/@catalogue/${language}.json'`
    const reference = this.emitFile({ type: 'asset', name: `${language}.json`, source: catalogueOf(language) })
    return `export default import.meta.ROLLUP_FILE_URL_${reference}`
  },
  configureServer(server) {
    server.middlewares.use('/@catalogue', (request, response) => {
      response.setHeader('content-type', 'application/json')
      response.end(catalogueOf(path.basename(request.url ?? '', '.json')))
    })
  },
})
