/** Transactions by which I change the tree of the draft: undone together with my typing. */
export const structureOrigin = Symbol('structure')
