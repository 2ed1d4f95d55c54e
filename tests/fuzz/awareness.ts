import * as decoding from 'lib0/decoding'
import { defaultLimits } from '#server/limits.ts'
import { Presence } from '#server/sync/presence.ts'
import { awarenessFrame } from '#tests/support/rawSocket.ts'
import { seeded } from '#tests/support/seeded.ts'
import { mutate } from './mutate.ts'
import { FuzzFailure, trial } from './trial.ts'

const who = { id: 'the-user', name: 'Ilse', role: 'policymaker', function: null }
const spoken = [
  [{ clientId: 5, clock: 1, json: JSON.stringify({ user: { name: 'Minister' }, cursor: { anchor: { type: { client: 1, clock: 2 } } }, clause: 'one' }) }],
  [{ clientId: 5, clock: 2, json: 'null' }],
  [{ clientId: 5, clock: 3, json: '{}' }, { clientId: 6, clock: 9, json: '{"cursor":1}' }],
  [{ clientId: 2 ** 32, clock: 2 ** 31, json: '["a"]' }, { clientId: 5, clock: 1, json: '"words"' }],
  [{ clientId: 7, clock: 0, json: JSON.stringify({ cursor: 'x'.repeat(1_500) }) }],
  [],
]

/** What pages say of who is where, with something done to it: it is listened to or refused, and whatever is told of it afterwards says who it was. */
export function fuzz(count: number, seed: number): void {
  const random = seeded(seed)
  // Without the two bytes of the frame around it and the length.
  const corpus = spoken.map((states) => decoding.readVarUint8Array(afterType(awarenessFrame(states))))
  let presence = new Presence(defaultLimits)
  let speaker = { show: () => undefined }
  for (let index = 0; index < count; index += 1) {
    if (index % 50 === 0) { presence.leave(speaker); presence = new Presence(defaultLimits); speaker = { show: () => undefined } }
    const input = mutate(random, corpus)
    const place = { target: 'awareness', seed, index }
    trial(place, input, () => presence.say(speaker, who, input))
    const states = shown(presence)
    if (states.length > 1) throw new FuzzFailure(place, `one connection is ${states.length} people`, input)
    for (const { clientId, state } of states) {
      const told: unknown = JSON.parse(state)
      if (told !== null && JSON.stringify((told as { user: unknown }).user) !== JSON.stringify(who)) throw new FuzzFailure(place, `${clientId} is told as somebody else: ${state}`, input)
      if (state.length > 2 * defaultLimits.awarenessBytes) throw new FuzzFailure(place, `${state.length} characters are told of one person`, input)
    }
  }
  presence.leave(speaker)
}

const afterType = (frame: Uint8Array) => { const decoder = decoding.createDecoder(frame); decoding.readVarUint(decoder); return decoder }

/** What somebody who comes now is told. */
function shown(presence: Presence) {
  const states: { clientId: number; state: string }[] = []
  const reader = { show: (frame: Buffer) => {
    const decoder = decoding.createDecoder(new Uint8Array(payloadOf(frame)))
    decoding.readVarUint(decoder)
    const inner = decoding.createDecoder(decoding.readVarUint8Array(decoder))
    for (let left = decoding.readVarUint(inner); left > 0; left -= 1) {
      const clientId = decoding.readVarUint(inner)
      decoding.readVarUint(inner)
      states.push({ clientId, state: decoding.readVarString(inner) })
    }
  } }
  presence.join(reader)
  presence.leave(reader)
  return states
}

/** The bytes that a WebSocket frame of a server carries. */
const payloadOf = (frame: Buffer) => frame.subarray(frame[1] === 126 ? 4 : frame[1] === 127 ? 10 : 2)
