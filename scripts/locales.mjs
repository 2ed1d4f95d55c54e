// Every language has every key, with the same placeholders and its own plural forms; every key used exists; no key is unused.
import fs from 'node:fs'
import path from 'node:path'

const plural = /_(zero|one|two|few|many|other)$/
const baseOf = (key) => key.replace(plural, '')
const marksOf = (text) => [...text.matchAll(/{{-?\s*(\w+)/g)].map((match) => match[1]).filter((mark) => mark !== 'count').sort().join()

const flat = (value, prefix) => Object.entries(value).flatMap(([key, inner]) =>
  typeof inner === 'object' ? flat(inner, `${prefix}${key}.`) : [[prefix + key, inner]])

/** One catalogue: key → text, read from every file of the language's folder (the file's name is the first part of the key). */
const catalogue = (folder) => new Map(fs.readdirSync(folder).filter((file) => file.endsWith('.json'))
  .flatMap((file) => flat(JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')), `${path.basename(file, '.json')}.`)))

/** Keys written in the sources. A key is any string literal that names one: maps from a code to a key count as use. */
function usedKeys(root, known) {
  const files = fs.readdirSync(root, { recursive: true }).filter((file) => /\.tsx?$/.test(file)).map((file) => path.join(root, file))
  const used = new Set()
  const missing = new Set()
  for (const file of files) {
    const text = fs.readFileSync(file, 'utf8')
    for (const [, key] of text.matchAll(/['"`]([a-z]\w*(?:\.\w+)+)['"`]/gi)) if (known.has(key)) used.add(key)
    for (const [, key] of text.matchAll(/\bt\(\s*['"]([\w.-]+)['"]/g)) if (!known.has(key)) missing.add(`${file}: ${key}`)
    for (const [, key] of text.matchAll(/i18nKey=['"]([\w.-]+)['"]/g)) if (!known.has(key)) missing.add(`${file}: ${key}`)
    // t(`roles.${role}`) uses the whole group.
    for (const [, prefix] of text.matchAll(/`([a-z]\w*(?:\.\w+)*\.)\$\{/gi)) for (const key of known) if (key.startsWith(prefix)) used.add(key)
  }
  return { used, missing }
}

/** @returns {string[]} what is wrong with the catalogues of a client folder */
export function problems(root) {
  const folder = path.join(root, 'locales')
  const languages = Object.fromEntries(fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    .map(({ name }) => [name, catalogue(path.join(folder, name))]))
  const source = languages.en
  const keys = new Set([...source.keys()].map(baseOf))
  const { used, missing } = usedKeys(root, keys)
  const bad = [...missing].map((where) => `${where} is used and missing`)
  for (const key of keys) if (!used.has(key)) bad.push(`en: ${key} is never used`)
  for (const [language, texts] of Object.entries(languages)) bad.push(...problemsOf(language, texts, source, keys))
  return bad
}

function problemsOf(language, texts, source, keys) {
  const bad = []
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  for (const key of keys) {
    const needed = source.has(key) ? [key] : forms.map((form) => `${key}_${form}`)
    for (const name of needed) {
      const text = texts.get(name)
      const model = source.get(name) ?? source.get(`${key}_other`)
      if (!text) bad.push(`${language}: ${name} is missing or empty`)
      else if (marksOf(text) !== marksOf(model)) bad.push(`${language}: ${name} has placeholders “${marksOf(text)}”, not “${marksOf(model)}”`)
    }
  }
  for (const key of texts.keys()) if (!keys.has(baseOf(key))) bad.push(`${language}: ${key} is not in en`)
  return bad
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const bad = problems('client')
  for (const line of bad) console.error(line)
  if (bad.length > 0) process.exit(1)
  console.log('catalogues complete')
}
