import * as Y from 'yjs'

/**
 * Applies an update and nothing else. In a transaction of its own Yjs would count it as somebody else's and tidy formatting marks
 * that say nothing, in this document alone: a change that no journal has, after which the text in memory is another one.
 */
export const applyAsIs = (doc: Y.Doc, update: Uint8Array, origin: unknown = null): void => doc.transact(() => Y.applyUpdate(doc, update, origin), origin)
