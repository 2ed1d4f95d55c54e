import { setTimeout as wait } from 'node:timers/promises'
import * as proposals from '#server/features/proposals/proposals.repository.ts'
import { clientOf } from '#tests/support/client.ts'
import { ballotFaults, recordFaults } from '#tests/support/oracle/voter.ts'
import { until } from '#tests/support/until.ts'
import { openVote } from '#tests/support/votes.ts'
import type { Fault } from './fault.ts'
import { onDatabase } from './ground.ts'
import { onProcess } from './parleyProcess.ts'
import { restored } from './restored.ts'
import { checked, connectAll, deeds, disconnectAll, onDb, onSite, scribesOf, typeFor } from './stage.ts'

/** kill -9 in the middle of a checkpoint, of the closing of a vote, and of a change of generation, one after the other. */
export const f14: Fault = {
  title: 'a server killed in the middle of something leaves what was before or what comes after, nothing between',
  cycles: 5,
  run: ({ ground, cycles, dice, say }) => onDatabase(ground, async (url) => {
    // A text, and as many votes to close as there will be cycles, each in a draft of its own.
    const { worlds, votes } = await onSite(url, { drafts: cycles + 1 }, async (_site, made) => ({ worlds: made, votes: await Promise.all(made.slice(1).map((world) => openVote(world))) }))
    const [text] = worlds
    if (!text) throw new Error('there is no draft to write in')
    return onProcess(url, async (parley) => {
      const faults: string[] = []
      let edits = 0
      let closed = 0
      for (const [index, vote] of votes.entries()) {
        const scribes = await scribesOf({ origin: parley.origin, worlds: [text], count: 4, dice: dice.fork(index), generation: index + 1, letter: String.fromCharCode(97 + index % 20) })
        connectAll(scribes)
        await until(() => scribes.every(({ isSynced }) => isSynced), 30_000)

        // With a checkpoint due after every few rows, one is being made at nearly any moment.
        await typeFor(scribes, dice.between(300, 900), dice, 80)
        await restart(parley)
        faults.push(...(await checked(url, scribes, 20_000)).filter(ofToday).map((fault) => `killed while making a checkpoint: ${fault}`))

        const facilitator = clientOf(parley.origin)
        await facilitator.post('/api/demo/sign-in', { persona: 'facilitator' })
        const closing = facilitator.post(`/api/proposals/${vote.id}/close`).catch(() => null)
        await wait(dice.between(0, 40))
        await restart(parley)
        const answered = (await closing)?.status === 200
        const kept = await onDb(url, async (db) => {
          faults.push(...await ballotFaults(db, vote.id, []), ...await recordFaults(db))
          const row = await proposals.byId(db.prisma, vote.id)
          const { rows: [acts] } = await db.pool.query(`select count(*)::int as n from record where name = 'proposal.closed' and convert_from(canonical, 'UTF8') like $1`, [`%${vote.id}%`])
          const parts = [row?.closedAt != null, row?.result != null, row?.ballotsHash != null, acts.n === 1]
          if (new Set(parts).size > 1) faults.push(`killed while closing a vote: ${JSON.stringify(parts)} of it is there`)
          return row?.closedAt != null
        })
        if (answered && !kept) faults.push('a vote that was said to be closed is open')
        closed += Number(kept)

        disconnectAll(scribes)
        const changing = restored(url, `draft:${text.draftId}`)
        await wait(dice.between(0, 5))
        await restart(parley)
        await changing
        const now = await scribesOf({ origin: parley.origin, worlds: [text], count: 1, dice, generation: index + 2, letter: 'z' })
        connectAll(now)
        await until(() => now.every(({ isSynced }) => isSynced), 30_000)
        faults.push(...parley.faults(), ...(await checked(url, now)).filter(ofToday).map((fault) => `killed while the generation changed: ${fault}`))
        disconnectAll(now)
        edits += deeds(scribes).edits
        if (faults.length > 0) break
        say(`F14 ${index + 1} of ${cycles}`)
      }
      return { faults, figures: { edits, closed } }
    }, { checkpointRows: 5, checkpointEveryMs: 1, connectionsPerUser: 200 })
  }),
}

// What was typed in the cycles before was sent by scribes who are gone.
const ofToday = (fault: string) => !fault.startsWith('I2')

async function restart(parley: { end(signal: 'SIGKILL'): Promise<void>; start(): Promise<void> }) {
  await parley.end('SIGKILL')
  await parley.start()
}
