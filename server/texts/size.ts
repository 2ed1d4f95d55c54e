import * as Y from 'yjs'
import { Refusal } from '#domain/errors.ts'
import type { Limits } from '#server/limits.ts'
import type { Amount, ParsedUpdate } from './parse.ts'

/** How large a text is, counted along with every change; says when it would become too large, or lose too much at once. */
export class Size {
  private characters = 0
  private nodes = 0
  /** At most what the text takes when encoded; measured again only when this is more than the limit. */
  private bytes: number

  constructor(private readonly doc: Y.Doc, encodedBytes: number, private readonly limits: Limits) {
    this.bytes = encodedBytes
    for (const structs of doc.store.clients.values()) {
      for (const struct of structs) {
        if (struct.deleted || !(struct instanceof Y.Item)) continue
        if (struct.content instanceof Y.ContentString) this.characters += struct.length
        else if (struct.content instanceof Y.ContentType) this.nodes += 1
      }
    }
  }

  /** Refuses as `tooLarge` an update that would make the text larger than a text may be. */
  refuseGrowth({ adds, bytes }: ParsedUpdate) {
    const { textBytes, textCharacters, textNodes } = this.limits
    if (this.characters + adds.characters > textCharacters && adds.characters > 0) throw new Refusal('tooLarge', 'The text has as many letters as a text may have')
    if (this.nodes + adds.nodes > textNodes && adds.nodes > 0) throw new Refusal('tooLarge', 'The text has as many parts as a text may have')
    if (this.bytes + bytes.length <= textBytes) return
    this.bytes = Y.encodeStateAsUpdate(this.doc).length
    if (this.bytes + bytes.length > textBytes) throw new Refusal('tooLarge', 'The text with its history is as large as a text may be')
  }

  /** Refuses what a page of another schema does when it opens a text: it deletes what it does not know (R11). */
  refuseMassDeletion({ characters }: Amount) {
    const { massDeletionCharacters, massDeletionShare } = this.limits
    if (characters >= massDeletionCharacters && characters > this.characters * massDeletionShare) throw new Refusal('conflict', 'A page that has just opened deletes too much', { schema: 'deletes' })
  }

  count({ adds, bytes }: ParsedUpdate, removes: Amount) {
    this.characters += adds.characters - removes.characters
    this.nodes += adds.nodes - removes.nodes
    this.bytes += bytes.length
  }
}
