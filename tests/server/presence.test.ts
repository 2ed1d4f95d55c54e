import * as decoding from 'lib0/decoding'
import { expect, test, vi } from 'vitest'
import { defaultLimits } from '#server/limits.ts'
import { Presence } from '#server/sync/presence.ts'
import { awarenessFrame } from '#tests/support/rawSocket.ts'

const ilse = { id: 'ilse', name: 'Ilse', role: 'policymaker', function: null }
const limits = { ...defaultLimits, awarenessTicksPerSecond: 10 }

/** What a page says of its person, without the two bytes of the frame around it. */
function at(clause: string, clock: number): Uint8Array {
  const decoder = decoding.createDecoder(awarenessFrame([{ clientId: 5, clock, json: JSON.stringify({ clause }) }]))
  decoding.readVarUint(decoder)
  return decoding.readVarUint8Array(decoder)
}

function aRoom() {
  const presence = new Presence(limits)
  const told: Buffer[] = []
  const [writer, reader] = [{ show: () => undefined }, { show: (frame: Buffer) => { told.push(frame) } }]
  presence.join(writer)
  presence.join(reader)
  return { presence, told, writer, leave: () => { presence.leave(writer); presence.leave(reader) } }
}

test('where somebody is goes along with a flush of the text, once, in the same bytes to all, and is not told again by itself', async () => {
  const { presence, told, writer, leave } = aRoom()
  presence.say(writer, ilse, at('one', 1))
  await vi.waitFor(() => expect(told).toHaveLength(1))
  presence.say(writer, ilse, at('two', 2))
  const early = {}
  // A tick has just been: its time has not come.
  expect(presence.along(early)).toEqual([])
  expect(presence.along(early)).toEqual([])
  await vi.waitFor(() => expect(told).toHaveLength(2))
  // After half of the time to the next tick it goes along, and the tick has nothing left to say.
  const half = performance.now() + 60
  await vi.waitFor(() => { if (performance.now() < half) throw new Error('too early') }, { interval: 5 })
  presence.say(writer, ilse, at('three', 3))
  const flush = {}
  const [frame, ...more] = presence.along(flush)
  expect(more).toEqual([])
  expect(frame?.toString()).toContain('"clause":"three"')
  expect(presence.along(flush)[0]).toBe(frame)
  expect(presence.along({})).toEqual([])
  presence.say(writer, ilse, at('four', 4))
  await vi.waitFor(() => expect(told).toHaveLength(3))
  expect(told[2]?.toString()).toContain('"clause":"four"')
  leave()
})

test('somebody who came after a flush is shown where everybody is', async () => {
  const { presence, told, writer, leave } = aRoom()
  presence.say(writer, ilse, at('one', 1))
  await vi.waitFor(() => expect(told).toHaveLength(1))
  const late: Buffer[] = []
  presence.join({ show: (frame) => { late.push(frame) } })
  expect(late.map(String).join()).toContain('"clause":"one"')
  leave()
})
