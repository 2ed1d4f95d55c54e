/** The closed lists that a text is made of: what both sides may name without loading an editor. */

/** Version of the text's shape. A client with another one is refused before it sees any content (R11): it would delete what it does not know. */
export const schemaVersion = 1

/** Nodes of a draft's tree. Each has a fragment of its own; the ones people call clauses are articles and recitals. */
export const nodeKinds = ['title', 'citation', 'recital', 'chapter', 'article', 'annex'] as const
export type NodeKind = (typeof nodeKinds)[number]

/** Blocks of a clause, flat: what is a point of what follows from their order, so a move never tears a structure apart. */
export const blockTypes = ['heading', 'paragraph', 'point', 'indent', 'definition', 'plain'] as const
export type BlockType = (typeof blockTypes)[number]

export const markNames = ['strong', 'em'] as const
export type MarkName = (typeof markNames)[number]

export const referenceForms = ['full', 'internal'] as const
export type ReferenceForm = (typeof referenceForms)[number]
