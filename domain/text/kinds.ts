/** The closed lists that a text is made of: what both sides may name without loading an editor. */

/** Version of the text's shape. A client with another one is refused before it sees any content (R11): it would delete what it does not know. */
export const schemaVersion = 3

/** Nodes of a draft's tree. Each has a fragment of its own; the ones people call clauses are articles and recitals. */
export const nodeKinds = ['title', 'citation', 'recital', 'chapter', 'article', 'annex'] as const
export type NodeKind = (typeof nodeKinds)[number]

/**
 * Blocks of a clause, flat: what is a point of what follows from their order, so a move never tears a structure apart. A table is flat
 * too: `row` is the first cell of a row, `cell` every further one, and rows that follow each other are one table.
 */
export const blockTypes = ['heading', 'paragraph', 'point', 'indent', 'definition', 'plain', 'row', 'cell', 'note'] as const
export type BlockType = (typeof blockTypes)[number]

export const markNames = ['strong', 'em', 'underline', 'strike', 'sub', 'sup', 'link'] as const
export type MarkName = (typeof markNames)[number]

/** `full`: Article 3(2); `internal`: paragraph 2, within its own article; `note`: the call of a note, a raised number. */
export const referenceForms = ['full', 'internal', 'note'] as const
export type ReferenceForm = (typeof referenceForms)[number]
