import type { BlockType, MarkName, ReferenceForm } from './kinds.ts'

/** The words of one clause as plain data: what is shown, hashed, compared and checked, free of Yjs. */
export interface CrossReference { readonly target: string; readonly block: string | null; readonly form: ReferenceForm }
/** `href` is where a run leads that has the mark `link`. */
export interface Run { readonly text: string; readonly marks?: readonly MarkName[]; readonly href?: string }
export interface Pointer { readonly crossReference: CrossReference }
export type Inline = Run | Pointer
export interface Block { readonly type: BlockType; readonly id: string; readonly inlines: readonly Inline[] }
export interface ClauseContent { readonly blocks: readonly Block[] }

/** A cross-reference counts as one character wherever positions in a block are counted. */
export const referenceCharacter = '\uFFFC'

export const isReference = (inline: Inline): inline is Pointer => 'crossReference' in inline

export type LabelOf = (reference: CrossReference) => string

/** The words of a block, with each cross-reference as its label (by default as the one character it counts for). */
export const blockText = (block: Block, labelOf: LabelOf = () => referenceCharacter): string =>
  block.inlines.map((inline) => isReference(inline) ? labelOf(inline.crossReference) : inline.text).join('')

/** The words of a clause, one block a line. */
export const plainText = (content: ClauseContent, labelOf?: LabelOf): string => content.blocks.map((block) => blockText(block, labelOf)).join('\n')

/** The heading's words, or null where the clause has none. */
export function headingOf(content: ClauseContent, labelOf?: LabelOf): string | null {
  const heading = content.blocks.find((block) => block.type === 'heading')
  return heading ? blockText(heading, labelOf) : null
}
