import { createDecoder } from 'lib0/decoding'
import { createEncoder, length, toUint8Array } from 'lib0/encoding'
import type { WebsocketProvider } from 'y-websocket'

const syncMessage = 0
/** Nobody waits longer for what others write, however long a word is being composed. */
const longestMs = 10_000

/**
 * Lets the words of others wait while a person composes one (Japanese, Chinese, Korean, dead keys): a change in the paragraph would
 * break the composition in the browser. What the person writes goes out, and is acknowledged, all the while.
 */
export function holdableSync(provider: WebsocketProvider): { hold: () => () => void } {
  const take = provider.messageHandlers[syncMessage]
  if (!take) throw new Error('y-websocket has no handler for the messages of the text')
  let holders = 0
  let held: (() => void)[] = []
  const release = () => {
    const waiting = held
    held = []
    for (const apply of waiting) apply()
  }
  provider.messageHandlers[syncMessage] = (encoder, decoder, owner, emitSynced, type) => {
    if (holders === 0) return take(encoder, decoder, owner, emitSynced, type)
    const rest = decoder.arr.slice(decoder.pos)
    held.push(() => {
      const answer = createEncoder()
      take(answer, createDecoder(rest), owner, emitSynced, type)
      // As y-websocket does it itself: the handler writes the type of the message, and an answer is what follows it.
      if (length(answer) > 1) owner.ws?.send(toUint8Array(answer))
    })
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
        if (holders === 0) release()
      }
      const timer = setTimeout(done, longestMs)
      return done
    },
  }
}
