import { simpleDiffString } from 'lib0/diff'
import { Component, type ReactNode } from 'react'
import { type Block, blockText } from '#domain/text/clauseContent.ts'
import { blockElement, domPlace, offsetIn } from './domPlace.ts'
import type { TextPlace } from './textPlace.ts'

interface KeptSelectionProps { readonly clauseId: string; readonly blocks: readonly Block[]; readonly children: ReactNode }
interface Selected { readonly anchor: TextPlace; readonly focus: TextPlace }

/**
 * Keeps what a reader has marked while the page of a clause is drawn anew under it: as others write, and as terms and comments arrive.
 * A class, for nothing else is told in the last moment before the page changes.
 */
export class KeptSelection extends Component<KeptSelectionProps> {
  override getSnapshotBeforeUpdate(): Selected | null { return selectedIn(this.props.clauseId) }

  override componentDidUpdate(before: KeptSelectionProps, _state: unknown, selected: Selected | null): void {
    if (!selected) return
    const { clauseId, blocks } = this.props
    const [anchor, focus] = [selected.anchor, selected.focus].map((place) => {
      const block = blockElement({ clauseId, blockId: place.blockId })
      return block && domPlace(block, movedOffset(place, before.blocks, blocks))
    })
    if (anchor && focus) document.getSelection()?.setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset)
  }

  override render() { return this.props.children }
}

function selectedIn(clauseId: string): Selected | null {
  const selection = document.getSelection()
  if (!selection || selection.isCollapsed) return null
  const anchor = placeIn(clauseId, selection.anchorNode, selection.anchorOffset)
  const focus = placeIn(clauseId, selection.focusNode, selection.focusOffset)
  return anchor && focus && { anchor, focus }
}

function placeIn(clauseId: string, node: Node | null, offset: number): TextPlace | null {
  const block = (node instanceof Element ? node : node?.parentElement)?.closest('[data-block]')
  const blockId = block?.getAttribute('data-block')
  const isHere = block?.closest('[data-clause]')?.getAttribute('data-clause') === clauseId
  return node && block && blockId && isHere ? { blockId, offset: offsetIn(block, node, offset) } : null
}

/** Where a place is after somebody wrote in its block. */
function movedOffset({ blockId, offset }: TextPlace, before: readonly Block[], after: readonly Block[]): number {
  const [was, is] = [before, after].map((blocks) => blocks.find(({ id }) => id === blockId))
  if (!was || !is || was === is) return offset
  const { index, remove, insert } = simpleDiffString(blockText(was), blockText(is))
  return offset <= index ? offset : Math.max(index, offset - remove + insert.length)
}
