import { isCall, type ListHint, type Loss, type PastedInline, type PastedLine } from '#domain/text/pasted/line.ts'
import { referenceForms } from '#domain/text/kinds.ts'
import { isSafeLink } from '#domain/text/links.ts'
import { type Format, formatIn, runOf, stylesOf, unmarkedFormat } from './inlineFormat.ts'
import { readTable } from './readTable.ts'
import { calledNote, headingLevel, leftOut, listStyle, noteOf, noteOfBackLink, saidBy, wordListLevel } from './wordMarkup.ts'

const blocks = new Set(['p', 'div', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'ol', 'ul', 'dl', 'dt', 'dd', 'section', 'article', 'aside', 'main', 'nav', 'header', 'footer', 'address', 'blockquote', 'pre', 'center', 'figure', 'figcaption', 'fieldset', 'hr', 'body', 'caption', 'details', 'summary'])

/** A list's number is printed once, before the first words of its item. */
interface Item { readonly level: number; readonly style: ListHint['style']; marker: string | null; isPrinted: boolean }
/** What the elements around a place say about its lines. */
interface Around extends Pick<PastedLine, 'heading' | 'note' | 'said' | 'isOpen'> { readonly item?: Item; readonly depth: number; readonly style?: ListHint['style'] }

export interface Reading { readonly lines: PastedLine[]; readonly losses: Loss[] }

/**
 * Reads markup from elsewhere as lines: words with the marks that a law has, and what is said about each line. Nothing else of the markup
 * comes through. `isHere`: whether a provision is in the draft, so that a reference to it may stay one.
 */
export function readHtml(root: Node, isHere: (provision: string) => boolean, losses: Loss[] = [], depth = 0): Reading {
  const lines: PastedLine[] = []
  let words: PastedInline[] = []
  let ownNote: string | null = null

  function endLine({ heading, note = ownNote ?? undefined, said, item, isOpen }: Around) {
    const isEmpty = words.every((inline) => !isCall(inline) && 'text' in inline && inline.text.trim() === '')
    if (!isEmpty) {
      const list = item && { level: item.level, style: item.isPrinted ? null : item.style, marker: item.isPrinted ? null : item.marker }
      lines.push({ inlines: words, ...(heading !== undefined && { heading }), ...(list && { list }), ...(note !== undefined && { note }), ...(said && { said }), ...(isOpen && { isOpen }) })
      if (item) item.isPrinted = true
      ownNote = null
    }
    words = []
  }

  function visitAll(parent: Node, format: Format, around: Around) {
    // Word brackets what older programs need in comments: the number of a list item, a space in an empty paragraph.
    let bracket: string | null = null
    for (const child of parent.childNodes) {
      if (child.nodeType === Node.COMMENT_NODE) bracket = bracketAfter(child.nodeValue ?? '', bracket)
      else if (bracket === 'Lists' && around.item) around.item.marker = (around.item.marker ?? '') + (child.textContent ?? '')
      else if (bracket === null || bracket === 'Lists') visit(child, format, around)
    }
  }

  function visit(node: Node, format: Format, around: Around) {
    if (node.nodeType === Node.TEXT_NODE) return text(node.nodeValue ?? '', format, around)
    if (!(node instanceof Element)) return
    const tag = node.tagName.toLowerCase()
    const styles = stylesOf(node)
    const loss = leftOut(node, tag, styles)
    if (loss !== undefined) {
      if (loss) losses.push({ kind: loss, words: loss === 'image' ? null : node.textContent?.trim() || null })
      return
    }
    if (tag === 'br') return endLine(around)
    if (tag === 'a' && link(node)) return
    if (tag === 'table') return table(node, around)
    if ((styles.get('mso-list') ?? '') === 'ignore' && around.item) { around.item.marker ??= node.textContent; return }
    if (styles.has('mso-tab-count')) return void words.push({ text: ' ' })
    const inside = formatIn(node, tag, styles, format)
    if (!blocks.has(tag)) return visitAll(node, inside, around)
    endLine(around)
    const within = aroundIn(node, tag, styles, around)
    visitAll(node, inside, within)
    endLine(within)
  }

  function text(value: string, format: Format, around: Around) {
    // The clipboard of Windows puts line breaks around what was copied.
    if (around.isOpen && /^\s*\n\s*$/.test(value)) return
    if (!format.isPre) return void words.push(runOf(value, format))
    value.split('\n').forEach((line, index) => {
      if (index > 0) endLine(around)
      words.push(runOf(line, format))
    })
  }

  /** Takes a link that is more than one: a reference, the call of a note or the way back from it. */
  function link(element: Element): boolean {
    const note = calledNote(element)
    const back = noteOfBackLink(element)
    const target = element.getAttribute('data-target')
    if (note) words.push({ note })
    else if (back) ownNote = back
    else if (target && isHere(target)) {
      const form = referenceForms.find((own) => own === element.getAttribute('data-form')) ?? 'full'
      words.push({ crossReference: { target, block: element.getAttribute('data-target-block'), form } })
    } else {
      const href = element.getAttribute('href')?.trim() ?? ''
      if (href !== '' && !href.startsWith('#') && target === null && !isSafeLink(href)) losses.push({ kind: 'unsafeLink', words: element.textContent?.trim() || null })
      return false
    }
    return true
  }

  function table(element: Element, around: Around) {
    endLine(around)
    const found = readTable(element, (cell) => readHtml(cell, isHere, losses, around.depth + 1).lines, losses, around.depth + 1)
    lines.push(...found)
  }

  visitAll(root, unmarkedFormat, { depth, isOpen: true })
  endLine({ depth, isOpen: true })
  return { lines, losses }
}

const bracketAfter = (comment: string, bracket: string | null): string | null =>
  /^\[if !support(\w+)\]/.exec(comment)?.[1] ?? (comment.startsWith('[endif]') ? null : bracket)

function aroundIn(element: Element, tag: string, styles: ReadonlyMap<string, string>, around: Around): Around {
  const heading = headingLevel(element, tag, styles)
  const note = noteOf(element, styles)
  const said = saidBy(element)
  const style = listStyle(element, tag, styles)
  const isList = tag === 'ol' || tag === 'ul'
  const wordLevel = wordListLevel(styles)
  const { item: outer, isOpen: _open, ...rest } = around
  const item = tag === 'li' ? itemOf(element, around, style) : wordLevel ? { level: wordLevel, style: null, marker: null, isPrinted: false } : isList ? undefined : outer
  return {
    ...rest, depth: around.depth + (isList ? 1 : 0),
    ...(item && { item }), ...(isList && style && { style }), ...(heading !== undefined && { heading }), ...(note !== undefined && { note }), ...(said && { said }),
  }
}

function itemOf(element: Element, { depth, style = null }: Around, own: ListHint['style'] | undefined): Item {
  const said = Number.parseInt(element.getAttribute('aria-level') ?? element.getAttribute('data-aria-level') ?? '', 10)
  return { level: said >= 1 ? said : Math.max(1, depth), style: own ?? style, marker: null, isPrinted: false }
}
