import type { Run } from '#domain/text/clauseContent.ts'
import { type MarkName, markNames } from '#domain/text/kinds.ts'
import { isSafeLink } from '#domain/text/links.ts'

/** The declarations of a style attribute as they are written: a browser's own reading leaves out those that only Word knows. */
export function stylesOf(element: Element): ReadonlyMap<string, string> {
  const pairs = (element.getAttribute('style') ?? '').split(';').flatMap((declaration): [string, string][] => {
    const colon = declaration.indexOf(':')
    return colon < 0 ? [] : [[declaration.slice(0, colon).trim().toLowerCase(), declaration.slice(colon + 1).trim().toLowerCase()]]
  })
  return new Map(pairs)
}

/** How the words are marked at a place in the markup. */
export interface Format { readonly marks: ReadonlySet<MarkName>; readonly href: string | null; readonly isPre: boolean }
export const unmarkedFormat: Format = { marks: new Set(), href: null, isPre: false }

const ofTag: Readonly<Record<string, MarkName>> = { b: 'strong', strong: 'strong', i: 'em', em: 'em', cite: 'em', dfn: 'em', u: 'underline', s: 'strike', strike: 'strike', del: 'strike', sub: 'sub', sup: 'sup' }

/** The format inside an element, by its name and its style: Google Docs wraps everything in a <b> that is not bold. */
export function formatIn(element: Element, tag: string, styles: ReadonlyMap<string, string>, outside: Format): Format {
  const marks = new Set(outside.marks)
  const own = ofTag[tag]
  if (own) marks.add(own)
  const set = (mark: MarkName, isOn: boolean | null) => {
    if (isOn === true) marks.add(mark)
    if (isOn === false) marks.delete(mark)
  }
  set('strong', weight(styles.get('font-weight')))
  set('em', slant(styles.get('font-style')))
  const line = styles.get('text-decoration') ?? styles.get('text-decoration-line') ?? ''
  if (line.includes('line-through')) marks.add('strike')
  if (line.includes('underline')) marks.add('underline')
  const raised = styles.get('vertical-align')
  if (raised === 'super' || own === 'sup') { marks.add('sup'); marks.delete('sub') }
  if (raised === 'sub' || own === 'sub') { marks.add('sub'); marks.delete('sup') }
  if (raised === 'baseline') { marks.delete('sup'); marks.delete('sub') }
  const isPre = outside.isPre || tag === 'pre'
  const href = tag === 'a' ? element.getAttribute('href')?.trim() ?? null : null
  return { marks, href: isSafeLink(href) ? href : outside.href, isPre }
}

function weight(value: string | undefined): boolean | null {
  if (value === undefined || value === 'inherit') return null
  return value === 'bold' || value === 'bolder' || Number.parseInt(value, 10) >= 600
}
const slant = (value: string | undefined) => (value === undefined || value === 'inherit' ? null : value === 'italic' || value === 'oblique')

/** Words in a format. A link is underlined by being one. */
export function runOf(text: string, { marks, href }: Format): Run {
  const on = markNames.filter((mark) => mark === 'link' ? href !== null : marks.has(mark) && !(mark === 'underline' && href !== null))
  return { text, ...(on.length > 0 && { marks: on }), ...(href !== null && { href }) }
}
