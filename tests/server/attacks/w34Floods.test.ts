import { expect, test } from 'vitest'
import { anApp } from '#tests/support/app.ts'
import { codeFor, harmless, inside, madeUpon, nothingChanged, typed } from '#tests/support/attack.ts'
import { type Drafter, drafts, paragraphOf } from '#tests/support/drafter.ts'
import { answerFrame, awarenessFrame, rawSocket, type RawSocket, updateFrame } from '#tests/support/rawSocket.ts'
import { masked, syncPath, tcpSocket } from '#tests/support/tcpSocket.ts'
import { until } from '#tests/support/until.ts'
import { aWorkspace, type World } from '#tests/support/world.ts'

const app = anApp({ limits: { firstMessageMs: 500 } })

let made: Promise<World> | undefined
const theWorld = () => { made ??= aWorkspace(app, 'drafting'); return made }

/** Sends an update and waits until it is kept. */
async function keep(world: World, update: Uint8Array) {
  const writer = await inside(world, 'policymaker')
  writer.send(updateFrame(update))
  await until(() => writer.frames.some((frame) => frame[0] === 100))
  writer.socket.terminate()
  return updateFrame(update)
}

test('W34 more messages than a person can type are too many', async () => {
  const world = await aWorkspace(app, 'drafting')
  // A copy of what is there: the server takes it, and nothing changes but its patience.
  const copy = await keep(world, await typed(world, world.first, 'x'))
  await harmless(app, world, async () => { expect(await codeFor(world, 'policymaker', ...Array<Uint8Array>(200).fill(copy))).toBe(1013) })
})

test('W34 more bytes in a second than a person can type are too many', async () => {
  const world = await aWorkspace(app, 'drafting')
  const copy = await keep(world, await typed(world, world.first, 'x'.repeat(60_000)))
  await harmless(app, world, async () => { expect(await codeFor(world, 'policymaker', ...Array<Uint8Array>(30).fill(copy))).toBe(1013) })
})

test('W34 questions cost something too: who asks for the whole text again and again is told to come later', async () => {
  const world = await theWorld()
  await harmless(app, world, async () => { expect(await codeFor(world, 'observer', ...Array<Uint8Array>(200).fill(new Uint8Array([0, 0, 1, 0])))).toBe(1013) })
})

const presenceOf = (who: Drafter, clientId: number) => who.provider.awareness.getStates().get(clientId)
/** The victim with a caret in the first clause, seen by a witness. */
async function aCaret(world: World) {
  const [victim, witness] = [drafts(await world.as('policymaker'), world), drafts(await world.as('policymaker-2'), world)]
  await Promise.all([victim.synced(), witness.synced()])
  victim.provider.awareness.setLocalState({ clause: world.first.id, cursor: { at: 1 } })
  await until(() => presenceOf(witness, victim.doc.clientID)?.['clause'] === world.first.id)
  return { victim, witness, shown: { user: { id: world.userId('policymaker'), name: 'Name of policymaker', role: 'policymaker', function: null }, clause: world.first.id, cursor: { at: 1 } } }
}
/** Says something of oneself afterwards, so that whatever was said before has been told too. */
async function toldAfter(world: World, witness: Drafter, forger: RawSocket, clock = 1) {
  forger.send(awarenessFrame([{ clientId: 77, clock, json: JSON.stringify({ clause: world.second.id }) }]))
  await until(() => presenceOf(witness, 77)?.['clause'] === world.second.id)
}

test.each([['moved', '{"clause":"elsewhere","user":{"name":"Mallory"}}'], ['sent away', 'null']])('W35 nobody’s presence can be %s by somebody else, whatever clock they claim', async (_what, json) => {
  const world = await theWorld()
  const { victim, witness, shown } = await aCaret(world)
  await nothingChanged(app, async () => {
    const forger = await inside(world, 'ethicist')
    forger.send(awarenessFrame([{ clientId: victim.doc.clientID, clock: 2 ** 31, json }]))
    await toldAfter(world, witness, forger)
    expect(presenceOf(witness, victim.doc.clientID)).toEqual(shown)
    forger.send(awarenessFrame([{ clientId: 77, clock: 2, json: '{}' }, { clientId: victim.doc.clientID, clock: 2 ** 32, json }]))
    await toldAfter(world, witness, forger, 3)
    expect(presenceOf(witness, victim.doc.clientID)).toEqual(shown)
  })
  victim.provider.awareness.setLocalStateField('cursor', { at: 5 })
  await until(() => JSON.stringify(presenceOf(witness, victim.doc.clientID)?.['cursor']) === '{"at":5}')
})

test.each(['Minister', '<img src=x onerror=alert(1)>', 'x'.repeat(2_000)])('W36 the server says who somebody is, whatever name they give themselves (%.30s)', async (name) => {
  const world = await theWorld()
  const witness = drafts(await world.as('policymaker-2'), world)
  await witness.synced()
  await nothingChanged(app, async () => {
    const forger = await inside(world, 'ethicist')
    forger.send(awarenessFrame([{ clientId: 78, clock: 1, json: JSON.stringify({ user: { id: world.userId('facilitator'), name, role: 'facilitator' }, name, role: 'facilitator', secret: name }) }]))
    await until(() => presenceOf(witness, 78) !== undefined)
    expect(presenceOf(witness, 78)).toEqual({ user: { id: world.userId('ethicist'), name: 'Name of ethicist', role: 'ethicist', function: null }, cursor: null, clause: null })
  })
})

const crowd = (count: number) => awarenessFrame(Array.from({ length: count }, (_, index) => ({ clientId: index + 1, clock: 1, json: '{}' })))
test.each<[string, () => Uint8Array, number]>([
  ['200,000 people', () => crowd(200_000), 1009],
  ['60,000 people', () => crowd(60_000), 4400],
  ['a state of 1.3 MB', () => awarenessFrame([{ clientId: 1, clock: 1, json: JSON.stringify({ cursor: 'x'.repeat(1_300_000) }) }]), 1009],
  ['a state of 900 KB', () => awarenessFrame([{ clientId: 1, clock: 1, json: JSON.stringify({ cursor: 'x'.repeat(900_000) }) }]), 4400],
  ['more people than it names', () => new Uint8Array([1, 2, 0xFF, 0x7F]), 4400],
  ['what is no JSON', () => awarenessFrame([{ clientId: 1, clock: 1, json: '{' }]), 4400],
])('W36 presence of %s is refused', async (_what, frame, code) => {
  const world = await theWorld()
  await harmless(app, world, async (witness) => {
    const before = witness.provider.awareness.getStates().size
    const forger = await inside(world, 'ethicist')
    forger.send(frame())
    expect((await forger.closed()).code).toBe(code)
    expect(witness.provider.awareness.getStates().size).toBe(before)
  })
})

test('W37 a hundred movements in a moment are told as a few', async () => {
  const world = await theWorld()
  const reader = await inside(world, 'observer')
  const mover = await inside(world, 'ethicist')
  const told = () => reader.frames.filter((frame) => frame[0] === 1).length
  const before = told()
  for (let clock = 1; clock <= 100; clock += 1) mover.send(awarenessFrame([{ clientId: 79, clock, json: JSON.stringify({ cursor: { at: clock } }) }]))
  await until(() => new TextDecoder().decode(reader.frames.at(-1)).includes('{"at":100}'))
  expect(told() - before).toBeLessThanOrEqual(3)
})

test('W37 who never stops moving is refused after three warnings', async () => {
  const world = await theWorld()
  await harmless(app, world, async () => {
    const mover = await inside(world, 'ethicist')
    let clock = 0
    const moving = setInterval(() => { for (let index = 0; index < 20; index += 1) { clock += 1; mover.send(awarenessFrame([{ clientId: 80, clock, json: '{}' }])) } }, 100)
    const { code } = await mover.closed()
    clearInterval(moving)
    expect(code).toBe(4400)
    expect(clock).toBeGreaterThan(180)
  })
})

test.each([['update', updateFrame], ['answer', answerFrame]])('W39 a page that has just come and deletes a fifth of the text (in an %s) is out of date, and the text stays', async (_what, frame) => {
  const world = await aWorkspace(app, 'drafting')
  await keep(world, await typed(world, world.first, 'Words that matter. '.repeat(100)))
  await harmless(app, world, async () => {
    const deletion = await madeUpon(world, (doc) => paragraphOf(doc, world.first).delete(0, 900))
    expect(await codeFor(world, 'policymaker', frame(deletion))).toBe(4426)
  })
})

test('W39 who has written something already may delete as much', async () => {
  const world = await aWorkspace(app, 'drafting')
  await keep(world, await typed(world, world.first, 'Words that matter. '.repeat(100)))
  const ilse = drafts(await world.as('policymaker'), world)
  await ilse.synced()
  ilse.type(world.first, 'x')
  paragraphOf(ilse.doc, world.first).delete(0, 900)
  await until(() => ilse.acknowledged().count === 3)
  expect(ilse.closes).toEqual([])
})

test('W42 who has come in and says nothing whole is shut out, however many bytes they dribble', async () => {
  const world = await theWorld()
  await nothingChanged(app, async () => {
    const { socket, gone } = await tcpSocket(await world.as('policymaker'), syncPath(world))
    const started = performance.now()
    const frame = masked(0x82, new Uint8Array(120))
    let at = 0
    const dribble = setInterval(() => { socket.write(frame.subarray(at, at + 1)); at = Math.min(at + 1, frame.length - 2) }, 50)
    await gone()
    clearInterval(dribble)
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})

test('W42 who comes in and is silent is shut out too', async () => {
  const world = await theWorld()
  await nothingChanged(app, async () => {
    const socket = await rawSocket(await world.as('policymaker'), world)
    await socket.closed()
  })
})
