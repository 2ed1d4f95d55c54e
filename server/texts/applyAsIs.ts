import * as Y from 'yjs'

/**
 * Applies updates in one transaction, and nothing else. Yjs by itself would take away formatting marks that seem to say nothing whenever
 * something came from elsewhere, in this document alone and not always rightly (of 53 random texts three then read other
 * marks than their journals): a change that no journal has. Throws what Yjs throws; the document may have changed by then.
 */
export function applyAsIs(doc: Y.Doc, updates: Iterable<Uint8Array>, origin: unknown = null): void {
  // Just before Yjs looks whether there is something to tidy.
  doc.on('afterTransaction', leaveMarks)
  try {
    doc.transact(() => { for (const update of updates) Y.applyUpdate(doc, update, origin) }, origin)
  } finally {
    doc.off('afterTransaction', leaveMarks)
  }
}

const leaveMarks = (transaction: Y.Transaction) => { transaction._needFormattingCleanup = false }
