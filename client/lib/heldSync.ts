import { createDecoder } from 'lib0/decoding'
import { createEncoder, length, toUint8Array } from 'lib0/encoding'
import type { WebsocketProvider } from 'y-websocket'
import { transact } from 'yjs'
import { gathered } from './gathered.ts'

const syncMessage = 0
const awarenessMessage = 1
/** Within a message of the text: a change that somebody made, other than what the two ends tell each other when they meet. */
const updateMessage = 2
/** Nobody waits longer for what others write, however long a word is being composed. */
const longestMs = 10_000
/** What comes within it is drawn together: each change by itself would cost a layout and a frame. */
const momentMs = 16

type Handler = WebsocketProvider['messageHandlers'][number]

/**
 * When the words of others come into the text: those of one moment together, after a key that was just pressed here, and not while a person composes a word (Japanese, Chinese, Korean, dead
 * keys), since a change in the paragraph would break the composition in the browser. Their carets come with their words, which they
 * stand in. What the person writes goes out, and is acknowledged, all the while.
 */
export function holdableSync(provider: WebsocketProvider): { hold: () => () => void; close: () => void } {
  const [takeWords, takeCarets] = [handlerOf(provider, syncMessage), handlerOf(provider, awarenessMessage)]
  let holders = 0
  let [words, carets]: [(() => void)[], (() => void)[]] = [[], []]
  const coming = gathered(() => {
    if (holders === 0) {
      const written = words
      words = []
      // As one change, so that whoever listens is told once; it has to say itself that it was not made here.
      if (written.length > 0) transact(provider.doc, () => { for (const apply of written) apply() }, provider, false)
    }
    const moved = carets
    carets = []
    for (const apply of moved) apply()
  }, momentMs)
  provider.messageHandlers[syncMessage] = (...message) => {
    if (holders === 0 && message[1].arr[message[1].pos] !== updateMessage) return takeWords(...message)
    words.push(kept(takeWords, message))
    if (holders === 0) coming.ask()
  }
  provider.messageHandlers[awarenessMessage] = (...message) => {
    if (words.length === 0 || holders > 0) return takeCarets(...message)
    carets.push(kept(takeCarets, message))
  }
  return {
    hold() {
      holders += 1
      let isDone = false
      const done = () => {
        if (isDone) return
        isDone = true
        clearTimeout(timer)
        holders -= 1
        if (holders === 0 && words.length > 0) coming.ask()
      }
      const timer = setTimeout(done, longestMs)
      return done
    },
    close: coming.close,
  }
}

function handlerOf(provider: WebsocketProvider, kind: number): Handler {
  const handler = provider.messageHandlers[kind]
  if (!handler) throw new Error(`y-websocket has no handler for messages of the kind ${kind}`)
  return handler
}

/** A message to be taken later: its bytes are kept, for the decoder goes on. */
function kept(take: Handler, [, decoder, owner, emitSynced, type]: Parameters<Handler>): () => void {
  const rest = decoder.arr.slice(decoder.pos)
  return () => {
    const answer = createEncoder()
    take(answer, createDecoder(rest), owner, emitSynced, type)
    // As y-websocket does it itself: the handler writes the type of the message, and an answer is what follows it.
    if (length(answer) > 1) owner.ws?.send(toUint8Array(answer))
  }
}
