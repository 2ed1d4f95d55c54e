import * as encoding from 'lib0/encoding'
import * as awareness from 'y-protocols/awareness'
import * as Y from 'yjs'
import { clausesOf } from '#domain/text/tree.ts'
import { meddling } from '#tests/faults/meddle.ts'
import { checked, onDb } from '#tests/faults/stage.ts'
import { tokenFaults } from '#tests/support/oracle/invariants.ts'
import { structureFaults, tokensIn } from '#tests/support/oracle/words.ts'
import { loadText } from '#server/texts/load.ts'
import { until } from '#tests/support/until.ts'
import { openVote } from '#tests/support/votes.ts'
import { comer, happens, pause, type Scenario, type Trial } from './stageOf.ts'

const stored = ({ url, world }: Trial) => onDb(url, async ({ pool }) => (await loadText(pool, `draft:${world.draftId}`)).doc)

/** While an edit is being written, its author has no promise, nobody sees it, and who comes now is not told of it. */
export const durableBeforeVisible: Scenario = async (trial) => {
  let write = () => {}
  const written = new Promise<void>((resolve) => { write = resolve })
  return meddling((_text, name) => name === 'journal-append' ? { until: written } : null, async () => {
    const { ilse, tomas } = trial
    ilse.edit()
    await pause(200)
    const joiner = await comer(trial, 'policymaker-2')
    await pause(500)
    const [act] = ilse.journal.acts
    const token = act?.token ?? ''
    const seen = [['somebody who was there', tomas], ['somebody who came', joiner]] as const
    const faults = [
      ...(act?.ackedAt === null ? [] : ['it was acknowledged before it was durable']),
      ...seen.filter(([, scribe]) => tokensIn(scribe.doc).has(token)).map(([who]) => `${who} saw it before it was durable`),
    ]
    write()
    await happens(() => act?.ackedAt !== null, 5_000)
    joiner.disconnect()
    return faults
  }).finally(write)
}

/** Everybody types, everything is acknowledged and kept, and all read the same. */
export const everythingKept: Scenario = async ({ url, ilse, tomas }) => {
  for (let edit = 0; edit < 8; edit += 1) {
    // Several at once go into one flush: what is acknowledged is counted in messages, not in flushes.
    for (const scribe of [ilse, tomas, ilse, ilse]) scribe.edit()
    await pause(60)
  }
  return checked(url, [ilse, tomas], 4_000)
}

/** A commit fails and its author is gone: nobody may go on reading what the journal does not hold. */
export const failedCommit: Scenario = async (trial) => {
  const { ilse, tomas } = trial
  let failed = 0
  await meddling((_text, name) => name === 'journal-append' && failed++ === 0 ? { failWith: 'the disk is full' } : null, async () => {
    ilse.edit()
    await pause(300)
    ilse.disconnect()
  })
  await until(() => tomas.isSynced)
  tomas.edit()
  await happens(() => tomas.journal.unacknowledged.length === 0)
  const joiner = await comer(trial, 'policymaker-2')
  const isIn = await happens(() => joiner.isSynced, 5_000)
  joiner.disconnect()
  const kept = tokensIn(await stored(trial))
  const ghosts = [...tokensIn(joiner.doc).keys()].filter((token) => !kept.has(token)).map((token) => `I2 ${token} is read and not kept`)
  return [...(isIn ? [] : ['nobody can come in any more']), ...ghosts, ...tokenFaults([ilse, tomas], kept)]
}

export const revokedAtOnce: Scenario = async (trial) => {
  const { site, world, tomas, ilse } = trial
  const facilitator = await site.as('facilitator')
  await facilitator.patch(`/api/members/${await world.memberId('policymaker')}`, { role: 'ethicist', functions: [] })
  ilse.edit()
  await pause(700)
  const [act] = ilse.journal.acts
  const seen = act && (tokensIn(tomas.doc).has(act.token) || tokensIn(await stored(trial)).has(act.token))
  return seen ? ['who lost the right to write wrote all the same'] : []
}

export const clientIdsBelong: Scenario = async (trial) => {
  const { ilse } = trial
  ilse.edit()
  await until(() => ilse.journal.unacknowledged.length === 0)
  const forger = await comer(trial, 'policymaker-2')
  await until(() => forger.isSynced)
  forger.doc.clientID = ilse.doc.clientID
  forger.edit()
  const refused = await happens(() => forger.closes.includes(4403))
  forger.disconnect()
  return refused ? [] : ['somebody wrote under the Yjs client id of somebody else']
}

export const structureIsChecked: Scenario = async (trial) => {
  const { ilse, world } = trial
  const block = new Y.XmlElement('paragraph')
  block.setAttribute('id', 'no id of ours!')
  clausesOf(ilse.doc).get(world.first.id)?.push([block])
  const refused = await happens(() => ilse.closes.includes(4400))
  return [...(refused ? [] : ['a block that no draft has was taken']), ...structureFaults(await stored(trial)).map((problem) => `I10 ${problem}`)]
}

export const wordsAtRest: Scenario = async (trial) => {
  const { ilse, world } = trial
  const proposal = await openVote(world)
  const held = new Y.Doc()
  Y.applyUpdate(held, Y.encodeStateAsUpdate(await stored(trial)))
  for (let edit = 0; edit < 20 && ilse.closes.length === 0; edit += 1) { ilse.edit(); await pause(20) }
  const refused = await happens(() => ilse.closes.includes(4423))
  return refused ? [] : [`the words of proposal ${proposal.number} were changed under it`]
}

export const presenceIsWritten: Scenario = async ({ ilse, tomas, site }) => {
  const forged = new awareness.Awareness(ilse.doc)
  forged.setLocalState({ user: { id: 'x', name: 'The President', role: 'facilitator' } })
  const heard: string[] = []
  tomas.socket?.on('message', (data: Buffer) => { if (data[0] === 1) heard.push(data.toString('utf8')) })
  ilse.socket?.send(encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint8Array(encoder, awareness.encodeAwarenessUpdate(forged, [ilse.doc.clientID]))
  }))
  await happens(() => heard.length > 0)
  forged.destroy()
  const names = heard.join('')
  return names.includes('The President') || !names.includes('Name of policymaker') ? [`others were told ${JSON.stringify(names)} at ${site.origin}`] : []
}

export const schemaIsAsked: Scenario = async (trial) => {
  const reader = await comer({ ...trial, site: trial.site }, 'policymaker-2', { schema: 999 })
  const refused = await happens(() => reader.closes.includes(4426))
  reader.disconnect()
  return refused && reader.doc.share.size === 0 ? [] : ['a page with another schema was let in']
}
