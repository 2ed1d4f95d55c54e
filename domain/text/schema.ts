import { type Attrs, type DOMOutputSpec, type NodeSpec, Schema } from 'prosemirror-model'
import type { BlockType } from './kinds.ts'
import { isSafeLink } from './links.ts'

const string = (value: unknown) => { if (value !== null && typeof value !== 'string') throw new RangeError('not a string') }

const block = (type: BlockType, tag: string): NodeSpec => ({
  content: 'inline*',
  group: 'block',
  attrs: { id: { default: null, validate: string } },
  parseDOM: [{ tag: `${tag}[data-type=${type}]`, getAttrs: (element) => ({ id: element.getAttribute('data-block') }) }],
  toDOM: (node): DOMOutputSpec => [tag, { 'data-type': type, 'data-block': node.attrs['id'], class: `law-${type}` }, 0],
})

const referenceAttrs = (element: HTMLElement): Attrs => ({
  target: element.getAttribute('data-target'), block: element.getAttribute('data-target-block'), form: element.getAttribute('data-form') ?? 'full',
})

/** The ProseMirror schema of one clause. Attributes have defaults and lenient checks: the binding deletes what does not fit. */
export const schema = new Schema({
  nodes: {
    doc: { content: 'block*' },
    // Asked last: whatever says what it is, is that, and a cell that was copied here stays a cell.
    plain: { ...block('plain', 'p'), parseDOM: [...(block('plain', 'p').parseDOM ?? []), { tag: 'p', priority: 1 }] },
    heading: block('heading', 'h3'),
    paragraph: block('paragraph', 'p'),
    point: block('point', 'p'),
    indent: block('indent', 'p'),
    definition: block('definition', 'p'),
    row: block('row', 'p'),
    cell: block('cell', 'p'),
    note: block('note', 'p'),
    text: { group: 'inline' },
    crossReference: {
      group: 'inline', inline: true, atom: true,
      attrs: { target: { default: null, validate: string }, block: { default: null, validate: string }, form: { default: 'full', validate: string } },
      parseDOM: [{ tag: 'a[data-target]', getAttrs: referenceAttrs }],
      toDOM: ({ attrs }): DOMOutputSpec => ['a', { class: 'law-reference', 'data-target': attrs['target'], 'data-target-block': attrs['block'], 'data-form': attrs['form'] }],
    },
  },
  marks: {
    strong: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }], toDOM: (): DOMOutputSpec => ['strong', 0] },
    em: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: (): DOMOutputSpec => ['em', 0] },
    underline: { parseDOM: [{ tag: 'u' }], toDOM: (): DOMOutputSpec => ['u', 0] },
    strike: { parseDOM: [{ tag: 's' }, { tag: 'del' }], toDOM: (): DOMOutputSpec => ['s', 0] },
    sub: { excludes: 'sub sup', parseDOM: [{ tag: 'sub' }], toDOM: (): DOMOutputSpec => ['sub', 0] },
    sup: { excludes: 'sub sup', parseDOM: [{ tag: 'sup' }], toDOM: (): DOMOutputSpec => ['sup', 0] },
    link: {
      attrs: { href: { default: '', validate: string } },
      inclusive: false,
      parseDOM: [{ tag: 'a[href]:not([data-target])', getAttrs: (element) => isSafeLink(element.getAttribute('href')) && { href: element.getAttribute('href') } }],
      // Only a safe address becomes one that can be followed, whatever the text says.
      toDOM: ({ attrs }): DOMOutputSpec => ['a', { class: 'law-link', rel: 'noopener noreferrer nofollow', ...(isSafeLink(attrs['href']) && { href: attrs['href'] }) }, 0],
    },
  },
})
