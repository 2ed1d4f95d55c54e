import * as Y from 'yjs'
import { isBlockElement, isReferenceElement } from './blockWords.ts'
import { blockTypes, markNames, referenceForms } from './kinds.ts'
import { isSafeLink } from './links.ts'

const idPattern = /^[A-Za-z0-9_-]{1,64}$/
const known = (list: readonly string[], name: string) => list.includes(name)

// Yjs collects marks by plain assignment, so one named __proto__ hides others that y-prosemirror, looping with `in`, would still meet.
const hidesNames = (attributes: object) => Object.getPrototypeOf(attributes) !== Object.prototype

/**
 * What is wrong with the structure of a clause's fragment; an empty list when nothing is. At least as strict as the schema
 * itself, because y-prosemirror deletes what does not fit and sends the deletion to everyone (measured: a whole article).
 */
export function problemsOf(fragment: Y.XmlFragment): string[] {
  return fragment.toArray().flatMap((child) => {
    if (!(child instanceof Y.XmlElement) || child instanceof Y.XmlHook) return ['words outside a block']
    if (!known(blockTypes, child.nodeName)) return [`unknown block ${child.nodeName}`]
    return [...attributeProblems(child, { ...blockChecks, gone: (value) => value === 'yes' }), ...child.toArray().flatMap(inlineProblems)]
  })
}

const isId: Check = (value) => typeof value === 'string' && idPattern.test(value)
const blockChecks: Record<string, Check> = { id: isId, after: (value) => value === '' || isId(value), type: (value) => typeof value === 'string' && known(blockTypes, value) }

function inlineProblems(child: unknown): string[] {
  if (child instanceof Y.XmlText) return [...attributeProblems(child, {}), ...runsOf(child).flatMap(runProblems)]
  return isReferenceElement(child) ? referenceProblems(child) : ['something in a block that is neither words nor a cross-reference']
}

function referenceProblems(element: Y.XmlElement): string[] {
  const nested = element.length > 0 ? ['a cross-reference with content'] : []
  return [...nested, ...attributeProblems(element, { target: isId, block: isId, form: (value) => typeof value === 'string' && known(referenceForms, value) })]
}

/** What stands among letters: a cross-reference, or a break. That has no words of its own: they stand behind it. */
function embeddedProblems(embedded: unknown): string[] {
  if (embedded instanceof Y.XmlHook) return ['an embedded object among words']
  if (isReferenceElement(embedded)) return referenceProblems(embedded)
  if (!isBlockElement(embedded)) return ['an embedded object among words']
  return [...(embedded.length > 0 ? ['a break with content'] : []), ...attributeProblems(embedded, blockChecks)]
}

type Check = (value: unknown) => boolean

function attributeProblems(element: Y.XmlElement | Y.XmlText, checks: Record<string, Check>): string[] {
  const owner = element instanceof Y.XmlElement ? element.nodeName : 'words'
  // Of the names themselves: an object made of them would not show one named __proto__.
  return [...element._map].filter(([, item]) => !item.deleted).flatMap(([name]) => {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined
    if (!check) return [`unknown attribute ${name} of ${owner}`]
    return check(element.getAttribute(name)) ? [] : [`attribute ${name} of ${owner} is not as it must be`]
  })
}

/** A mark carries an empty object; a link where it leads, by a safe protocol, and nothing more. */
export function isMarkValue(name: string, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false
  const keys = Object.keys(value)
  if (name !== 'link') return keys.length === 0
  return keys.length === 1 && 'href' in value && isSafeLink(value.href)
}

interface Run { readonly insert: unknown; readonly attributes?: Record<string, unknown> }
const runsOf = (text: Y.XmlText) => text.toDelta() as Run[]

function runProblems({ insert, attributes = {} }: Run): string[] {
  const embedded = typeof insert === 'string' ? [] : embeddedProblems(insert)
  const marks = Object.entries(attributes).flatMap(([name, value]) => {
    if (!known(markNames, name)) return [`unknown mark ${name}`]
    return isMarkValue(name, value) ? [] : [`mark ${name} carries something`]
  })
  return [...embedded, ...marks, ...(hidesNames(attributes) ? ['hidden marks'] : [])]
}
