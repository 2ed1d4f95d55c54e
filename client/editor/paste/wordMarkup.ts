import type { LossKind, MarkerStyle } from '#domain/text/pasted/line.ts'
import { type BlockType, blockTypes, type NodeKind, nodeKinds } from '#domain/text/kinds.ts'

type Styles = ReadonlyMap<string, string>

const classOf = (element: Element) => element.getAttribute('class') ?? ''

const empty = ['script', 'style', 'xml', 'head', 'meta', 'link', 'title', 'template', 'noscript', 'base', 'o:officedocumentsettings', 'w:worddocument']
const pictures = ['img', 'picture', 'svg', 'canvas', 'map', 'v:shape', 'v:imagedata']
const embedded = ['iframe', 'object', 'embed', 'video', 'audio', 'math', 'form', 'input', 'select', 'textarea', 'button', 'applet', 'frame', 'frameset']

/** What is not taken of an element, and nothing in it: as which loss, or null where nobody misses it; undefined for what is taken. */
export function leftOut(element: Element, tag: string, styles: Styles): LossKind | null | undefined {
  if (empty.includes(tag)) return null
  if (pictures.includes(tag)) return 'image'
  if (embedded.includes(tag)) return 'embedded'
  if (styles.get('display') === 'none' || styles.get('mso-hide') === 'all' || element.hasAttribute('hidden')) return null
  if (tag === 'del' && (element.hasAttribute('datetime') || element.hasAttribute('cite'))) return 'deletion'
  if (styles.get('mso-element') === 'comment') return 'comment'
  if (/\bMsoCommentReference\b|\bmsocomoff\b|\bmsocomanchor\b/.test(classOf(element))) return null
  if (/\bMsoToc\d/.test(classOf(element))) return 'contents'
  if (tag === 'a' && /^#cmnt\d/.test(element.getAttribute('href') ?? '')) return 'comment'
  // Numbers that a copy from Parley prints in words.
  if (element.hasAttribute('data-number') && element.closest('[data-type]')) return null
  return undefined
}

/** The level of a heading: 0 for the title of the whole, as word processors call it; undefined for what is none. */
export function headingLevel(element: Element, tag: string, styles: Styles): number | undefined {
  if (/\bMsoTitle\b|(?:^|\s)title(?:\s|$)/.test(classOf(element))) return 0
  const outline = Number.parseInt(styles.get('mso-outline-level') ?? '', 10)
  if (outline >= 1) return outline
  const [, own] = /^h([1-6])$/.exec(tag) ?? []
  if (own) return Number(own)
  const role = element.getAttribute('role') === 'heading' ? Number.parseInt(element.getAttribute('aria-level') ?? '2', 10) : 0
  return role >= 1 ? role : undefined
}

const byType: Readonly<Record<string, MarkerStyle>> = { '1': 'digit', a: 'letter', A: 'letter', i: 'roman', I: 'roman' }
const byStyle = (style: string): MarkerStyle | null => {
  if (/decimal/.test(style)) return 'digit'
  if (/roman/.test(style)) return 'roman'
  if (/alpha|latin|greek/.test(style)) return 'letter'
  return /disc|circle|square|[-–—•"']/.test(style) ? 'bullet' : null
}

/** How a list, or one item of it, is numbered; undefined where it does not say. */
export function listStyle(element: Element, tag: string, styles: Styles): MarkerStyle | undefined {
  const said = styles.get('list-style-type') ?? styles.get('list-style')
  const own = byType[element.getAttribute('type') ?? ''] ?? (said === undefined ? null : byStyle(said))
  if (own) return own
  return tag === 'ol' ? 'digit' : tag === 'ul' ? 'bullet' : undefined
}

/** The level that Word gives a paragraph in a list ("l0 level2 lfo1"). */
export function wordListLevel(styles: Styles): number | null {
  const [, level] = /\blevel(\d)/.exec(styles.get('mso-list') ?? '') ?? []
  return level ? Number(level) : null
}

const hash = (link: Element) => {
  const href = link.getAttribute('href') ?? ''
  return href.startsWith('#') || href.startsWith('file:') ? href.slice(href.indexOf('#') + 1) : ''
}

/** The name of the note that a link calls, as Word, LibreOffice and Google Docs write it. */
export function calledNote(link: Element): string | null {
  const own = link.getAttribute('data-note')
  if (own) return own
  const [, kind, number, libre] = /^_?(ftn|edn|ftnt)(\d+)$|^(sd(?:foot|end)note\d+)sym$/.exec(hash(link)) ?? []
  return libre ?? (kind && number ? kind + number : null)
}

/** The name of the note that a link leads back from: it stands at the beginning of the note itself. */
export function noteOfBackLink(link: Element): string | null {
  const [, kind, number, libre] = /^_?(ftn|edn|ftnt)_?ref(\d+)$|^(sd(?:foot|end)note\d+)anc$/.exec(hash(link)) ?? []
  return libre ?? (kind && number ? kind + number : null)
}

/** The name of the note that an element is, where it is one. */
export function noteOf(element: Element, styles: Styles): string | undefined {
  if (element.getAttribute('data-type') === 'note') return element.getAttribute('data-note') ?? undefined
  const id = element.getAttribute('id') ?? ''
  const isNote = ['footnote', 'endnote'].includes(styles.get('mso-element') ?? '') || /^sd(?:foot|end)note\d+$/.test(id)
  return isNote && id !== '' ? id : undefined
}

/** What a copy from Parley says an element was. */
export function saidBy(element: Element): { readonly node?: NodeKind; readonly type?: BlockType } | undefined {
  const node = nodeKinds.find((kind) => kind === element.getAttribute('data-node'))
  const type = blockTypes.find((own) => own === element.getAttribute('data-type'))
  return type === undefined ? undefined : { type, ...(node && { node }) }
}
