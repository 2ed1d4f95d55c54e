import { type RecordedAct, readAct } from '#domain/record.ts'
import type { Head } from '#domain/verify/chain.ts'
import { writesWords } from '#domain/verify/writings.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import * as amendments from '#server/features/amendments/verify.service.ts'
import * as charters from '#server/features/charters/charters.service.ts'
import { type Counted, counted } from '#server/features/proposals/closing.service.ts'
import * as proposals from '#server/features/proposals/proposals.service.ts'
import { type CorrectedWords, correctedWords } from '#server/features/versions/corrections.service.ts'
import * as stakeholders from '#server/features/stakeholders/stakeholders.service.ts'
import * as workspaces from '#server/features/workspaces/workspaces.service.ts'
import * as records from './records.repository.ts'
import { headOf } from './records.service.ts'

/** What an export is made of, in the order in which it is read. The record comes first: from it follow the charters and proposals, and whether each is closed. */
export interface ExportParts {
  readonly workspace: { readonly id: string; readonly name: string; readonly createdAt: Date }
  readonly exportedAt: Date
  readonly head: Head
  record(): AsyncIterable<records.StoredRow>
  charters(): Promise<{ version: number; canonical: string }[]>
  proposals(): AsyncIterable<{ readonly row: Counted; readonly isClosed: boolean }>
  consolidations(): AsyncIterable<amendments.WrittenWords>
  corrections(): AsyncIterable<CorrectedWords>
  people(ids: ReadonlySet<string>): AsyncIterable<{ readonly id: string; readonly name: string }>
}

/**
 * The record of a workspace as it stands now, for whoever checks it without the server. What is read later is read as of the same act:
 * rows of the record, charters and closed votes never change, and a vote that closes meanwhile counts as open. So no transaction is held
 * while somebody downloads, and memory holds a page of rows and one proposal.
 */
export async function exportOf({ subject: { workspaceId } }: Permit<'record.read'>, context: Context): Promise<ExportParts> {
  const { tx } = context
  const head = await headOf(tx, workspaceId)
  const told = { charters: new Set<unknown>(), opened: new Set<string>(), closed: new Set<string>(), written: new Set<string>(), corrected: [] as RecordedAct[] }
  return {
    workspace: await workspaces.read(context, workspaceId), exportedAt: context.now, head,
    async *record() {
      for await (const row of records.all(tx, workspaceId, head.seq)) {
        const act = readable(row)
        if (act?.name === 'charter.adopted') told.charters.add(act.facts['version'])
        if (act?.name === 'proposal.opened') told.opened.add(act.ids['proposalId'] ?? '')
        if (act?.name === 'proposal.closed') told.closed.add(act.ids['proposalId'] ?? '')
        if (act?.name === 'clause.corrected') told.corrected.push(act)
        if (act && writesWords(act)) told.written.add(act.ids['amendmentId'] ?? '')
        yield row
      }
    },
    charters: async () => (await charters.versions(tx, workspaceId)).filter(({ version }) => told.charters.has(version)),
    async *proposals() {
      for (const id of told.opened) {
        const row = await proposals.find(tx, id)
        if (row) yield { row: await counted(tx, row), isClosed: told.closed.has(id) }
      }
    },
    async *consolidations() {
      for (const id of told.written) {
        const written = await amendments.writtenWords(context, id)
        if (written) yield written
      }
    },
    async *corrections() {
      for (const act of told.corrected) {
        const words = await correctedWords(context.texts.history, act)
        if (words) yield words
      }
    },
    async *people(ids) {
      const all = [...ids]
      for (let at = 0; at < all.length; at += 500) {
        for (const { id, name } of (await stakeholders.peopleOf(tx, workspaceId, all.slice(at, at + 500))).values()) if (name !== '') yield { id, name }
      }
    },
  }
}

// A damaged row is exported as it is: the file says where it is damaged.
function readable({ canonical }: records.StoredRow): RecordedAct | null {
  try {
    return readAct(new TextDecoder().decode(canonical))
  } catch {
    return null
  }
}
