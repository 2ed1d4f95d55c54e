import { type ClauseDecision, originOf } from '#domain/clauseDecisions.ts'
import type { AttributionView, ClauseDecisionsView, FormerView, HistoryQuery, HistoryView, Moment, TextAtView } from '#domain/contract/history.ts'
import type { Person } from '#domain/contract/shared.ts'
import type { VersionView } from '#domain/contract/versions.ts'
import type { ProvisionText } from '#domain/text/draftText.ts'
import type { Stage } from '#domain/charter/roles.ts'
import type { Attributed, Timeline } from './history.service.ts'
import type { VersionRow } from './versions.repository.ts'

type People = ReadonlyMap<string, Person>
const personOf = (people: People, id: string): Person => people.get(id) ?? { id, name: '', role: null, functions: [], organisation: null }

export const versionView = ({ id, seq, name, hash, userId, createdAt }: VersionRow, people: People): VersionView =>
  ({ id, seq, name, hash, at: createdAt.toISOString(), by: personOf(people, userId) })

const bare = { changes: 0, people: [], clauses: [], name: null, proposal: null, stage: null, restoredSeq: null }

/** All moments of a time line, the latest first. */
export function momentsOf({ days, generations, versions, decisions, acts, seqAt }: Timeline, zone: string): Moment[] {
  const dayOf = dayIn(zone)
  const moment = (at: Date, own: Partial<Moment> & Pick<Moment, 'kind' | 'seq'>): Moment => ({ ...bare, day: dayOf(at), at: at.toISOString(), ...own })
  const some = (id: string | null | undefined) => id ? [id] : []
  return [
    ...days.map(({ day, seq, at, changes, userIds }) => moment(at, { kind: 'day', seq, day, changes, people: [...userIds] })),
    ...generations.map(({ seq, at, userId }) => moment(at, { kind: 'restore', seq, people: [userId] })),
    ...versions.map(({ seq, createdAt, name, userId }) => moment(createdAt, { kind: 'version', seq, name, people: [userId] })),
    ...decisions.flatMap(({ id, number, question, clauseId, seq, openedAt, openedById, closedAt, closedById, outcome }) => [
      moment(openedAt, { kind: 'decision', seq: seq ?? seqAt(openedAt), clauses: some(clauseId), people: [openedById], proposal: { id, number, question, what: 'opened', outcome: null } }),
      ...closedAt ? [moment(closedAt, { kind: 'decision', seq: seqAt(closedAt), clauses: some(clauseId), people: some(closedById), proposal: { id, number, question, what: 'closed', outcome } })] : [],
    ]),
    ...acts.map(({ name, at, actorId, ids, facts }) => name === 'draft.advanced'
      ? moment(new Date(at), { kind: 'stage', seq: seqAt(new Date(at)), people: some(actorId), stage: { from: facts['from'] as Stage, to: facts['to'] as Stage } })
      : moment(new Date(at), { kind: 'restore', seq: Number(facts['seq']), people: some(actorId), clauses: some(ids['clauseId']), restoredSeq: Number(facts['restoredSeq']) })),
  ].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : b.seq - a.seq))
}

function dayIn(zone: string) {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return (at: Date) => format.format(at)
}

/** One page of a time line: what comes before the time asked for; moments of one instant stay together. */
export function historyPage(moments: readonly Moment[], { before, limit }: HistoryQuery): { page: Moment[]; nextBefore: string | null } {
  const earlier = before ? moments.filter(({ at }) => at < new Date(before).toISOString()) : moments
  const last = earlier[limit - 1]
  const page = earlier.filter(({ at }, index) => index < limit || at === last?.at)
  return { page, nextBefore: page.length < earlier.length ? page.at(-1)?.at ?? null : null }
}

export const historyView = (head: { seq: number; at: Date }, moments: Moment[], nextBefore: string | null, people: People): HistoryView => ({
  head: { seq: head.seq, at: head.at.toISOString() }, moments, nextBefore, people: peopleIn(moments).map((id) => personOf(people, id)),
})

export const peopleIn = (moments: readonly Moment[]) => [...new Set(moments.flatMap((moment) => moment.people))]

export const textAtView = ({ seq, at, userId }: { seq: number; at: Date; userId: string }, nodes: readonly ProvisionText[], people: People): TextAtView =>
  ({ seq, at: at.toISOString(), by: personOf(people, userId), clauses: nodes.map(clauseThen) })

/** A provision as the wire says it. */
export const clauseThen = ({ id, kind, parent, depth, number, label, heading, content }: ProvisionText): TextAtView['clauses'][number] => ({
  id, kind, parent, depth, number, label, heading,
  content: { blocks: content.blocks.map((block) => ({ type: block.type, id: block.id, inlines: block.inlines.map((inline) => 'crossReference' in inline
    ? { crossReference: { ...inline.crossReference } } : { text: inline.text, ...(inline.marks && { marks: [...inline.marks] }) }) })) },
})

export const formerView = ({ seq, at }: { seq: number; at: Date }, { kind, heading }: ProvisionText, label: string | null): FormerView => ({ seq, at: at.toISOString(), kind, label, heading })

export const clauseDecisionsView = (decisions: readonly ClauseDecision[], people: People): ClauseDecisionsView => ({
  decisions: decisions.map(({ actorId, amendment, correction, ...decision }) => ({ ...decision, correction: correction && { ...correction }, amendment: amendment && { ...amendment, sponsors: amendment.sponsors.map((id) => personOf(people, id)) }, by: actorId === null ? null : personOf(people, actorId) })), origin: originOf(decisions)?.seq ?? null,
})

type Run = AttributionView['blocks'][number]['runs'][number]
/** Characters that one person wrote with no longer pause between them are shown as one run. */
const sittingMs = 30 * 60_000

export function attributionView({ seq, blocks, times, restoring }: Attributed, people: People): AttributionView {
  const timeOf = (place: number) => (times.get(place) ?? new Date(0)).toISOString()
  const views = blocks.map(({ blockId, runs }) => {
    let at = 0
    return { blockId, runs: runs.map(({ text, origin: { userId, seq: written, through } }): Run => {
      const from = at
      at += text.length
      return {
        from, to: at, text, userId, seq: written, at: timeOf(written),
        ...(through && { through: { kind: restoring.has(through.seq) ? 'restore' : through.kind, userId: through.userId, seq: through.seq, at: timeOf(through.seq) } }),
      }
    }).reduce<Run[]>(joined, []) }
  })
  const ids = new Set(views.flatMap(({ runs }) => runs.flatMap(({ userId, through }) => through ? [userId, through.userId] : [userId])))
  return { seq, blocks: views, people: [...ids].map((id) => personOf(people, id)) }
}

export const authorsIn = ({ blocks }: Attributed) => [...new Set(blocks.flatMap(({ runs }) => runs.flatMap(({ origin: { userId, through } }) => through ? [userId, through.userId] : [userId])))]

function joined(runs: Run[], run: Run): Run[] {
  const last = runs.at(-1)
  const isOne = last?.userId === run.userId && last.through?.seq === run.through?.seq && Math.abs(Date.parse(last.at) - Date.parse(run.at)) <= sittingMs
  if (!last || !isOne) return [...runs, run]
  const latest = last.seq > run.seq ? last : run
  runs[runs.length - 1] = { ...last, to: run.to, text: last.text + run.text, seq: latest.seq, at: latest.at }
  return runs
}
