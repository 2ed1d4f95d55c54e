// Finds words that a person can read and no translation can reach: JSX text, strings in JSX, and readable attributes.
import fs from 'node:fs'
import { parseSync } from 'oxc-parser'

const readable = /^(title|alt|label|placeholder|description|error|legend|nothingFound|aria-(label|description|valuetext|roledescription|placeholder)|.*Label)$/
const isWord = (text) => /\p{L}{2,}/u.test(text)
const files = fs.readdirSync('client', { recursive: true }).filter((file) => file.endsWith('.tsx')).map((file) => `client/${file}`)

/** The string parts of an expression that would be shown. */
function* shown(node) {
  if (!node) return
  if (node.type === 'Literal' && typeof node.value === 'string') yield [node, node.value]
  if (node.type === 'TemplateLiteral') for (const part of node.quasis) yield [part, part.value.raw]
  if (node.type === 'ConditionalExpression') { yield* shown(node.consequent); yield* shown(node.alternate) }
  if (node.type === 'LogicalExpression') { yield* shown(node.left); yield* shown(node.right) }
}

function* literalsIn(node) {
  if (!node || typeof node !== 'object') return
  if (!Array.isArray(node)) yield* ownLiterals(node)
  for (const key of Object.keys(node)) if (key !== 'parent') yield* literalsIn(node[key])
}

function* ownLiterals(node) {
  if (node.type === 'JSXText') yield [node, node.value]
  if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
    for (const child of node.children) if (child.type === 'JSXExpressionContainer') yield* shown(child.expression)
  }
  if (node.type === 'JSXAttribute' && readable.test(node.name.name ?? '')) {
    yield* shown(node.value?.type === 'JSXExpressionContainer' ? node.value.expression : node.value)
  }
}

/** @returns {string[]} `file:line words` for each literal of one source text */
export function literals(file, text) {
  const { program, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`)
  return [...literalsIn(program)].filter(([, words]) => isWord(words))
    .map(([node, words]) => `${file}:${text.slice(0, node.start).split('\n').length} ${words.trim().slice(0, 60)}`)
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const found = files.flatMap((file) => literals(file, fs.readFileSync(file, 'utf8')))
  for (const line of found) console.error(line)
  if (found.length > 0) process.exit(1)
  console.log(`${files.length} components, no literal words`)
}
