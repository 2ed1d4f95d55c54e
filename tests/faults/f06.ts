import fs from 'node:fs'
import path from 'node:path'
import { until } from '#tests/support/until.ts'
import type { Fault } from './fault.ts'
import { isDown, onOwnPostgres, onSmallDisk } from './ownPostgres.ts'
import { onProcess } from './parleyProcess.ts'
import { checked, connectAll, deeds, disconnectAll, onSite, scribesOf, typeFor } from './stage.ts'

const mebibytes = 224

/** The disk of the database is filled to the last byte under typing, and freed again. */
export const f06: Fault = {
  title: 'a full disk is survived: nothing is promised that is not kept, and nothing has to be repaired',
  cycles: 1,
  async run({ cycles, dice }) {
    const outcome = await onSmallDisk(mebibytes, (folder) => onOwnPostgres(async (postgres) => {
      const worlds = await onSite(postgres.url, { drafts: 2 }, async (_site, made) => made)
      return onProcess(postgres.url, async (parley) => {
        const scribes = await scribesOf({ origin: parley.origin, worlds, count: 8, dice })
        const faults: string[] = []
        let unkept = 0
        connectAll(scribes)
        for (let cycle = 1; cycle <= cycles && faults.length === 0; cycle += 1) {
          await typeFor(scribes, 1_000, dice)
          fill(path.join(folder, 'ballast'))
          // A new segment of the log has no room any more: whatever is committed from here on cannot be.
          await postgres.sql('select pg_switch_wal()').catch(() => undefined)
          await until(async () => { await typeFor(scribes, 200, dice); return waiting(scribes) >= 10 }, 20_000, () => 'the full disk was not noticed')
          await typeFor(scribes, 1_000, dice)
          unkept += waiting(scribes)
          fs.rmSync(path.join(folder, 'ballast'))
          // As whatever watches over it would: PostgreSQL that could not go on has ended itself.
          if (isDown(folder)) await postgres.start()
          await until(() => scribes.every(({ isSynced }) => isSynced) && waiting(scribes) === 0, 20_000).catch(() => undefined)
          faults.push(...parley.faults(), ...await checked(postgres.url, scribes))
        }
        disconnectAll(scribes)
        return { faults, figures: { ...deeds(scribes), waitedForRoom: unkept } }
      })
    }, folder))
    return 'refused' in outcome ? { faults: [], figures: {}, skipped: outcome.refused } : outcome
  },
}

const waiting = (scribes: readonly { readonly journal: { readonly unacknowledged: readonly unknown[] } }[]) => scribes.reduce((sum, { journal }) => sum + journal.unacknowledged.length, 0)

/** Writes until there is no room for one byte more. */
function fill(file: string) {
  const descriptor = fs.openSync(file, 'w')
  try {
    for (let size = 1024 * 1024; size >= 1;) {
      try { fs.writeSync(descriptor, Buffer.alloc(size)) } catch { size = Math.floor(size / 16) }
    }
  } finally {
    fs.closeSync(descriptor)
  }
}
