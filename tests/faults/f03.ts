import { setTimeout as wait } from 'node:timers/promises'
import { ballotFaults, recordFaults } from '#tests/support/oracle/voter.ts'
import { until } from '#tests/support/until.ts'
import { anElectorate } from './electorate.ts'
import type { Fault } from './fault.ts'
import { onOwnPostgres } from './ownPostgres.ts'
import { onProcess } from './parleyProcess.ts'
import { checked, connectAll, deeds, disconnectAll, onDb, onSite, scribesOf, typeFor } from './stage.ts'
import { acknowledgedWhile, castFor } from './underWay.ts'

/** kill -9 of every PostgreSQL process under typing and voting; it starts again a while later, the server stays. */
export const f03: Fault = {
  title: 'kill -9 of the database loses no edit and no ballot, and the server lives on',
  cycles: 5,
  run: ({ cycles, dice, say }) => onOwnPostgres(async (postgres) => {
    const { worlds, electorate } = await onSite(postgres.url, { drafts: 2 }, async (site, made) => {
      const [first] = made
      if (!first) throw new Error('there is no draft to vote on')
      return { worlds: made.map((world) => ({ ...world, second: world === first ? world.first : world.second })), electorate: await anElectorate(site, first, 50) }
    })
    return onProcess(postgres.url, async (parley) => {
      const scribes = await scribesOf({ origin: parley.origin, worlds, count: 8, dice })
      const voters = await electorate.votersAt(parley.origin)
      const faults: string[] = []
      let slowest = 0
      connectAll(scribes)
      for (let cycle = 1; cycle <= cycles && faults.length === 0; cycle += 1) {
        const ms = dice.between(300, 1_500)
        await Promise.all([typeFor(scribes, ms, dice), castFor(voters, ms, dice)])
        const killing = castFor(voters, 150, dice)
        postgres.kill()
        postgres.line.target = null
        const promised = await acknowledgedWhile(scribes, () => typeFor(scribes, dice.between(100, 2_000), dice))
        if (promised > 0) faults.push(`${promised} edits were acknowledged while there was no database`)
        await Promise.all([postgres.start(), killing])
        const begun = Date.now()
        await until(() => scribes.every(({ isSynced, journal }) => isSynced && journal.unacknowledged.length === 0), 10_000).catch(() => undefined)
        slowest = Math.max(slowest, Date.now() - begun)
        await wait(50)
        faults.push(...parley.faults(), ...await checked(postgres.url, scribes))
        faults.push(...await onDb(postgres.url, async (db) => [...await ballotFaults(db, electorate.proposalId, voters), ...await recordFaults(db)]))
        if (cycle % 10 === 0) say(`F3 ${cycle} of ${cycles}`)
      }
      disconnectAll(scribes)
      return { faults, figures: { ...deeds(scribes), ballots: voters.reduce((sum, { accepted }) => sum + accepted, 0), slowestReturnMs: slowest } }
    })
  }),
}
