import type { Stage as DraftStage } from '#domain/charter/roles.ts'
import { requireSignedIn } from '#server/authorize/authorize.ts'
import type { Db } from '#server/db/client.ts'
import type { Context } from '#server/db/context.ts'
import type { UnitOfWork } from '#server/db/unitOfWork.ts'
import * as accounts from '#server/features/accounts/accounts.service.ts'
import * as challenges from '#server/features/challenges/challenges.service.ts'
import * as clauses from '#server/features/clauses/clauses.service.ts'
import * as drafts from '#server/features/drafts/drafts.service.ts'
import { draftSubject } from '#server/features/drafts/drafts.subject.ts'
import { closeAtDeadline } from '#server/features/proposals/closing.service.ts'
import * as stakeholders from '#server/features/stakeholders/stakeholders.service.ts'
import * as workspaces from '#server/features/workspaces/workspaces.service.ts'
import type { Texts } from '#server/texts/texts.ts'
import * as acts from './acts.ts'
import { addAmendment } from './amendments.ts'
import { buildFirstText, type Places, seed } from './content.ts'
import { seedPeople, type SeedPerson } from './people.ts'
import * as marker from './seeding.repository.ts'

/** `ownerUrl`: the database as its owner, who alone may take away what was written. */
interface Parts { readonly db: Db; readonly ownerUrl: string; readonly unitOfWork: UnitOfWork; readonly texts: Texts }
interface Act { readonly day: number; run(at: Date): Promise<void> }

const dayMs = 24 * 3600_000

/** Seeds an empty installation with the framework and its people; does nothing to one that holds anything. A half-done seeding is begun anew. */
export async function seedIfEmpty(parts: Parts): Promise<boolean> {
  if (!await marker.begin(parts.db.pool, parts.ownerUrl)) return false
  await seedAll(parts, Date.now())
  await marker.finish(parts.db.pool)
  return true
}

/** Every act is done by its person with the right that the charter gives, on its day, in the order of days: so the record of it verifies. */
async function seedAll({ unitOfWork, texts }: Parts, now: number): Promise<void> {
  const people = seedPeople()
  const person = (key: string): SeedPerson => {
    const found = people.get(key)
    if (!found) throw new Error(`the seed has no person ${key}`)
    return found
  }
  const userOf = (key: string) => person(key).userId
  const { doc, places } = buildFirstText(seed)
  const first = new Date(now - 30 * dayMs)

  await unitOfWork(null, async ({ tx }) => {
    let order = 0
    for (const { userId, name, email, persona } of people.values()) await accounts.insertPersona(tx, { id: userId, name, email, persona, createdAt: new Date(first.getTime() + order++) })
  }, first)
  const workspaceId = await unitOfWork(userOf('aroha'), (context) => foundWorkspace(context, person('aroha'), people), at(first, 1))
  const draftId = await unitOfWork(userOf('ilse'), (context) => beginDraft(context, workspaceId, userOf('ilse'), doc, places), at(first, 2))
  const stage: acts.Stage = { draftId, places, userOf }

  const list: Act[] = []
  const does = (day: number, by: string, work: (context: Context) => Promise<void>) => { list.push({ day, run: (when) => unitOfWork(userOf(by), work, when) }) }
  const edits = (day: number, change: Parameters<typeof acts.edit>[2]) => { list.push({ day, run: (when) => acts.edit(texts, stage, change, when) }) }

  const move = (day: number, to: DraftStage) => does(day, 'aroha', async (context) => {
    await drafts.advance(await acts.ask(context, userOf('aroha'), 'draft.advance', await draftSubject(context, draftId, userOf('aroha'))), context, { stage: to })
  })
  move(-27, 'consultation')
  move(-21, 'deliberation')
  for (const { day, ...change } of seed.edits) edits(day, change)

  for (const thread of seed.threads) {
    let threadId = ''
    does(thread.day, thread.by, async (context) => { threadId = await acts.openThread(context, stage, thread) })
    for (const answer of thread.replies) does(answer.day, answer.by, (context) => acts.reply(context, stage, threadId, answer))
    const { disposition } = thread
    if (thread.state === 'answered' && disposition) does(disposition.day, disposition.by, (context) => acts.resolveThread(context, stage, threadId, disposition.by))
  }

  for (const key of ['pr-2', 'pr-1']) addProposal(key, { does, edits, stage, at: (day) => new Date(now + day * dayMs) })

  for (const amendment of seed.amendments) if (amendment.title !== undefined) addAmendment(amendment, { does, stage, texts, run: (day, run) => { list.push({ day, run }) } })

  // Within a day in the order of the list, a few minutes apart.
  for (const [index, act] of list.map((act, order) => ({ ...act, order })).sort((a, b) => a.day - b.day || a.order - b.order).entries()) {
    await act.run(at(new Date(now + act.day * dayMs), index % 200))
  }
}

interface Plan {
  does(day: number, by: string, work: (context: Context) => Promise<void>): void
  edits(day: number, change: Parameters<typeof acts.edit>[2]): void
  readonly stage: acts.Stage
  at(day: number): Date
}

/** A vote of the seed, on the article that its amendment would change and with the instruction word for word; if agreed to, the words are written in. */
function addProposal(key: string, { does, edits, stage, at: on }: Plan) {
  const proposal = seed.proposals.find((candidate) => candidate.key === key)
  const amendment = seed.amendments.find((candidate) => candidate.key === proposal?.amendment)
  if (!proposal || !amendment) throw new Error(`the seed has no proposal ${key}`)
  let proposalId = ''
  does(proposal.opens_day, 'aroha', async (context) => {
    proposalId = await acts.openProposal(context, stage, proposal, { clause: amendment.target.clause, instruction: amendment.instruction, closesAt: on(proposal.closes_day), by: 'aroha' })
  })
  const lastDay = Math.min(proposal.closes_day, 0) - 1
  proposal.ballots.forEach((ballot, index) => {
    const day = Math.min(lastDay, proposal.opens_day + Math.floor(index / 2))
    does(day, ballot.by, (context) => acts.castBallot(context, stage, proposalId, ballot))
  })
  if (proposal.state === 'open') return
  does(proposal.closes_day, 'aroha', (context) => closeAtDeadline(context, proposalId))
  edits(proposal.closes_day, { by: 'ilse', target: amendment.target, old: amendment.old, new: amendment.new })
}

const at = (day: Date, minutes: number) => new Date(day.getTime() + minutes * 60_000)

async function foundWorkspace(context: Context, founder: SeedPerson, people: ReadonlyMap<string, SeedPerson>): Promise<string> {
  const workspaceId = await workspaces.create(requireSignedIn(founder.userId), context, { name: 'Valdoria Round Table on AI-Generated Video' })
  for (const { key, userId, role, functions, organisation, bio } of people.values()) {
    if (key !== founder.key) await stakeholders.join(context, { workspaceId, userId, role, functions, organisation, bio })
  }
  await stakeholders.describe(context.tx, workspaceId, founder.userId, founder)
  return workspaceId
}

async function beginDraft(context: Context, workspaceId: string, userId: string, first: Parameters<typeof drafts.create>[2]['first'], places: Places): Promise<string> {
  const permit = await acts.ask(context, userId, 'draft.create', { workspaceId })
  const draftId = await drafts.create(permit, context, { title: seed.draft.title, longTitle: seed.draft.long_title, language: 'en', first })
  const known = await challenges.idsByKey(context.tx, workspaceId)
  const ids = (keys: readonly string[]) => keys.flatMap((key) => known.get(key) ?? [])
  for (const { key, challenges: about, measures, ...rest } of [...seed.draft.recitals, ...seed.draft.chapters.flatMap((chapter) => chapter.clauses)]) {
    const clauseId = places.nodes.get(key) ?? ''
    if ('summary' in rest) await clauses.describe(context.tx, draftId, clauseId, rest)
    await clauses.linkFirst(context, { workspaceId, draftId, clauseId }, { challengeIds: ids(about), measureIds: ids(measures) })
  }
  const { challenge, why } = seed.draft.coverage_gap
  for (const challengeId of ids([challenge])) await challenges.explainGap(context.tx, draftId, challengeId, why)
  return draftId
}
