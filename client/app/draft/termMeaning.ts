import type { OpenDraft } from '#client/editor/openDraft.ts'
import { offsetIn } from '#client/editor/domPlace.ts'
import { type Block, blockText, type CrossReference } from '#domain/text/clauseContent.ts'
import { definitionsOf } from '#domain/text/terms.ts'

/** A use of a term on the page, and the block that defines it. */
export interface FoundTerm { readonly element: Element; readonly clauseId: string; readonly blockId: string }

export function termOf(target: Element): FoundTerm | null {
  const element = target.closest('.law [data-term]')
  const [clauseId, blockId] = element?.getAttribute('data-term')?.split('/') ?? []
  return element && clauseId && blockId ? { element, clauseId, blockId } : null
}

/** The term in which the caret or the focus stands; at its edges too. */
export function termAtCaret(): FoundTerm | null {
  const focused = document.activeElement?.matches('a[data-term]') ? document.activeElement : null
  if (focused) return termOf(focused)
  const selection = document.getSelection()
  const anchor = selection?.focusNode
  const block = (anchor instanceof Element ? anchor : anchor?.parentElement)?.closest('.law [data-block]')
  if (!selection || !anchor || !block) return null
  const caret = offsetIn(block, anchor, selection.focusOffset)
  const element = [...block.querySelectorAll('[data-term]')].find((term) => {
    const from = offsetIn(block, term, 0)
    return from <= caret && caret <= from + (term.textContent?.length ?? 0)
  })
  return element ? termOf(element) : null
}

export interface Meaning { readonly forms: readonly string[]; readonly lines: readonly string[]; readonly quote: { readonly from: number; readonly to: number } }

/** What a block defines, in the words of now; where a colon ends it, with the points that follow. Null when it has gone. */
export function meaningOf({ text }: OpenDraft, { clauseId, blockId }: Pick<FoundTerm, 'clauseId' | 'blockId'>): Meaning | null {
  const content = text.clause(clauseId)?.content
  const index = content?.blocks.findIndex(({ id }) => id === blockId) ?? -1
  const block = content?.blocks[index]
  const definitions = content ? definitionsOf(content).filter((definition) => definition.blockId === blockId) : []
  if (!content || !block || definitions.length === 0) return null
  const label = (reference: CrossReference) => text.structure().labelOf(reference) ?? '…'
  const words = (each: Block) => blockText(each, label)
  const rest = content.blocks.slice(index + 1)
  const end = rest.findIndex(({ type }) => type !== 'point' && type !== 'indent')
  const points = /:\s*$/.test(words(block)) ? rest.slice(0, end < 0 ? rest.length : end) : []
  return { forms: definitions.flatMap(({ forms }) => forms), lines: [block, ...points].map(words), quote: definitions[0]?.quotes[0] ?? { from: 0, to: 0 } }
}
