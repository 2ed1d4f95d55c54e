import type { Entry } from '#server/texts/committer.ts'
import type { Kept } from '#server/texts/room.ts'
import { updateFrame } from './frames.ts'

const final = 0x80
const binary = 0x02

/**
 * One message as a server puts it on a WebSocket: final, binary, unmasked (RFC 6455, 5.2). Made here and not by `ws` for each reader,
 * because what a hundred people are told is the same bytes.
 */
export function webSocketFrame(message: Uint8Array): Buffer {
  const { length } = message
  const headerLength = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(headerLength + length)
  frame[0] = final | binary
  if (length < 126) frame[1] = length
  else if (length < 65_536) { frame[1] = 126; frame.writeUInt16BE(length, 2) }
  else { frame[1] = 127; frame.writeBigUInt64BE(BigInt(length), 2) }
  frame.set(message, headerLength)
  return frame
}

const framesOf = new WeakMap<Entry, Buffer>()
const togetherOf = new WeakMap<Kept, Buffer>()

function frameOf(entry: Entry): Buffer {
  const frame = framesOf.get(entry) ?? webSocketFrame(updateFrame(entry.update))
  framesOf.set(entry, frame)
  return frame
}

/** The updates of one flush, one frame each, and what goes along with them: put together once for everyone who sent none of them. */
export function framesFor(kept: Kept, sender: object | null, along: readonly Buffer[]): Buffer {
  if (sender) return Buffer.concat([...kept.entries.filter(({ source }) => source !== sender).map(frameOf), ...along])
  const together = togetherOf.get(kept) ?? Buffer.concat([...kept.entries.map(frameOf), ...along])
  togetherOf.set(kept, together)
  return together
}
