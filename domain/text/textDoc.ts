import * as Y from 'yjs'

/**
 * An empty document for a text; with `gc: false` it keeps the words that are deleted. It leaves formatting marks as they are. Yjs by
 * itself would take away marks that seem to say nothing whenever something comes from elsewhere, in this document alone and not always
 * rightly (of 53 random texts three then read other marks than their journals): a change that no journal has, and in a page one that
 * whoever only looks would seem to have made.
 */
export function makeTextDoc(options: { readonly gc?: boolean } = {}): Y.Doc {
  const doc = new Y.Doc(options)
  // Just before Yjs looks whether there is something to tidy.
  doc.on('afterTransaction', (transaction) => { transaction._needFormattingCleanup = false })
  return doc
}

/** Applies updates to a document of a text in one transaction. Throws what Yjs throws; the document may have changed by then. */
export function applyUpdates(doc: Y.Doc, updates: Iterable<Uint8Array>, origin: unknown = null): void {
  doc.transact(() => { for (const update of updates) Y.applyUpdate(doc, update, origin) }, origin)
}
