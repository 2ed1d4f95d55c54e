import { type Meeting, marshal, meetings, whatIf } from '#domain/amendments/collisions.ts'
import { awaitsDecision } from '#domain/amendments/states.ts'
import { mostMarshalled } from '#domain/contract/marshalling.ts'
import { Refusal } from '#domain/errors.ts'
import { type ClauseChange, compareDrafts } from '#domain/text/compare.ts'
import { type ProvisionText, saidIn } from '#domain/text/draftText.ts'
import type { LabelLanguage } from '#domain/text/languages.ts'
import type { Permit } from '#server/authorize/authorize.ts'
import type { Context } from '#server/db/context.ts'
import * as drafts from '#server/features/drafts/drafts.service.ts'
import * as amendments from './amendments.repository.ts'
import * as links from './links.repository.ts'
import { type OnNow, placedOnNow } from './placing.service.ts'

export interface Excluding { readonly pair: readonly [string, string]; readonly meeting: Meeting }
export interface Order {
  /** In which the draft is written. */
  readonly language: LabelLanguage
  readonly main: readonly ProvisionText[]; readonly groups: readonly (readonly OnNow[])[]; readonly exclusions: readonly Excluding[]
  readonly links: readonly links.LinkRow[]; readonly leftOut: number
}

/** The amendments that wait for a decision, in the order in which they are decided, and what they have to do with each other. */
export async function orderOf(_permit: Permit<'draft.read'>, context: Context, draftId: string): Promise<Order> {
  const all = await waiting(context, draftId)
  const { main, placed } = await placedOnNow(context, draftId, all.slice(0, mostMarshalled))
  const byId = new Map(placed.map((one) => [one.id, one]))
  return {
    language: await drafts.languageOf(context.tx, draftId), main, groups: marshal(main, placed).map((group) => group.flatMap((id) => byId.get(id) ?? [])), exclusions: meetings(placed), leftOut: all.length - placed.length,
    links: (await links.ofDraft(context.tx, draftId)).filter(({ amendmentId, otherId }) => byId.has(amendmentId) && byId.has(otherId)),
  }
}

/** The text that some amendments would give together, and what differs from the text of now; or which of them exclude each other. */
export type Supposed =
  | { readonly possible: true; readonly clauses: readonly ClauseChange[]; readonly text: readonly ProvisionText[] }
  | { readonly possible: false; readonly language: LabelLanguage; readonly main: readonly ProvisionText[]; readonly exclusions: readonly Excluding[] }

/** Writes nothing. Refuses `notFound` an amendment that does not wait for a decision on this draft. */
export async function suppose(_permit: Permit<'draft.read'>, context: Context, draftId: string, ids: readonly string[]): Promise<Supposed> {
  const rows = new Map((await waiting(context, draftId)).map((row) => [row.id, row]))
  const chosen = [...new Set(ids)].map((id) => {
    const row = rows.get(id)
    if (!row) throw new Refusal('notFound', 'No such amendment waits for a decision on this draft', { amendmentId: id })
    return row
  })
  const { main, placed } = await placedOnNow(context, draftId, chosen)
  const result = whatIf(main, placed)
  const language = await drafts.languageOf(context.tx, draftId)
  if (!result.ok) return { possible: false, language, main, exclusions: meetings(placed) }
  return { possible: true, text: saidIn(result.text, language), clauses: compareDrafts(main, result.text, language).filter(({ change }) => change !== 'renumbered') }
}

/** By number: what is handed in has one. An amendment to an amendment is answered by its sponsors and has no place among them. */
const waiting = async (context: Context, draftId: string) => (await amendments.ofDraft(context.tx, draftId)).filter(({ state, amends }) => amends === null && awaitsDecision(state))
