import * as decoding from 'lib0/decoding'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { clausesOf } from '#domain/text/tree.ts'
import type { Client } from '#tests/support/client.ts'
import { until } from '#tests/support/until.ts'

/** Somebody who has a draft open without a browser. */
export interface OtherDrafter {
  readonly doc: Y.Doc
  /** How many messages of mine the server has saved. */
  readonly saved: () => number
  /** Types one letter at the end of the n-th block of a clause, the caret with it. */
  readonly type: (clauseId: string, block: number, letter: string) => void
  readonly leave: () => void
}

const patience = 60_000

export async function enterDraft(client: Client, draftId: string): Promise<OtherDrafter> {
  const doc = new Y.Doc()
  const polyfill = class extends WebSocket {
    constructor(address: string | URL) { super(address, { headers: { cookie: client.cookie(), origin: client.origin } }) }
  } as unknown as typeof globalThis.WebSocket
  const provider = new WebsocketProvider(`${client.origin.replace('http', 'ws')}/sync`, `draft:${draftId}`, doc, { WebSocketPolyfill: polyfill, disableBc: true })
  let saved = 0
  provider.messageHandlers[100] = (_answer, decoder) => { saved = decoding.readVarUint(decoder) }
  await until(() => provider.synced, patience, () => 'the draft did not open')
  return {
    doc, saved: () => saved,
    leave: () => provider.destroy(),
    type(clauseId, block, letter) {
      const element = clausesOf(doc).get(clauseId)?.toArray()[block]
      const text = element instanceof Y.XmlElement ? element.toArray().at(-1) : null
      if (!(text instanceof Y.XmlText)) return
      text.insert(text.length, letter)
      const place = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, text.length))
      provider.awareness.setLocalState({ clause: clauseId, cursor: { anchor: place, head: place } })
    },
  }
}

/** Until what was written last is saved, and what follows is a message of its own. */
export async function settled(drafter: OtherDrafter): Promise<void> {
  const before = drafter.saved()
  await until(() => drafter.saved() > before, patience, () => 'the draft was not saved')
}
