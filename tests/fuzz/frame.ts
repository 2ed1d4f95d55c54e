import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { answerFrame, readFrame } from '#server/sync/frames.ts'
import { awarenessFrame, answerFrame as sentAnswer, askFrame, updateFrame } from '#tests/support/rawSocket.ts'
import { seeded } from '#tests/support/seeded.ts'
import { aDraft, realUpdates } from './corpus.ts'
import { mutate } from './mutate.ts'
import { trial } from './trial.ts'

/** Frames of the sync protocol, good ones with something done to them: each is read or refused, and a question in one is answered or refused. */
export function fuzz(count: number, seed: number): void {
  const random = seeded(seed)
  const doc = aDraft()
  const text = { doc, state: () => Y.encodeStateAsUpdate(doc) }
  const ask = encoding.encode((encoder) => { encoding.writeVarUint(encoder, 0); encoding.writeVarUint(encoder, 0); encoding.writeVarUint8Array(encoder, Y.encodeStateVector(doc)) })
  const { updates } = realUpdates()
  const corpus = [...updates.map(updateFrame), ...updates.map(sentAnswer), askFrame(), ask, ask, awarenessFrame([{ clientId: 5, clock: 1, json: '{"cursor":null}' }]), new Uint8Array([3]), new Uint8Array([100, 1, 1])]
  for (let index = 0; index < count; index += 1) {
    const input = mutate(random, corpus)
    trial({ target: 'frame', seed, index }, input, () => {
      const frame = readFrame(input)
      if (frame.kind === 'ask') answerFrame(text, frame.vector)
    })
  }
}
