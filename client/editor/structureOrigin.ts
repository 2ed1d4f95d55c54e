/** Transactions by which I change the tree of the draft: undone together with my typing. */
export const structureOrigin = Symbol('structure')
/** Transactions of the shared text by which an editor writes what its person typed. */
export const writingOrigin = Symbol('writing')
