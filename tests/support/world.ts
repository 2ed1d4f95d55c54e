import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import type { MemberFunction, Stage, StakeholderRole } from '#domain/charter/roles.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { addNode } from '#domain/text/placeNodes.ts'
import { authorize, requireSignedIn } from '#server/authorize/authorize.ts'
import * as accounts from '#server/features/accounts/accounts.service.ts'
import * as drafts from '#server/features/drafts/drafts.service.ts'
import * as stakeholders from '#server/features/stakeholders/stakeholders.service.ts'
import * as workspaces from '#server/features/workspaces/workspaces.service.ts'
import type { AppUnderTest } from './app.ts'
import type { Client } from './client.ts'

interface Standing { readonly role: StakeholderRole | null; readonly functions: MemberFunction[] }
/** What each person of the world is in its workspace. */
export const standings: Readonly<Record<string, Standing>> = {
  'facilitator': { role: null, functions: ['facilitator'] },
  'policymaker': { role: 'policymaker', functions: [] },
  'policymaker-2': { role: 'policymaker', functions: [] },
  'ethicist': { role: 'ethicist', functions: [] },
  'civilSociety': { role: 'civilSociety', functions: [] },
  'civilSociety-2': { role: 'civilSociety', functions: [] },
  'creator': { role: 'creativeIndustries', functions: [] },
  'developer': { role: 'aiDeveloper', functions: [] },
  'observer': { role: null, functions: ['observer'] },
}
/** Signed in, and a member of nothing. */
export const outsider = 'observer-9'

export interface Clause { readonly id: string; readonly paragraph: string; readonly words: string }
/** A workspace with a person of every kind in it, and one draft of two articles. */
export interface World {
  readonly workspaceId: string
  readonly draftId: string
  readonly first: Clause
  readonly second: Clause
  userId(persona: string): string
  memberId(persona: string): Promise<string>
  as(persona: string): Promise<Client>
  /** Puts the draft at a stage without anybody acting: no event, nothing recorded. */
  placeAt(stage: Stage): Promise<void>
}

/** Makes the people (once an app) and a workspace of theirs, by the services that requests use. */
export async function aWorkspace(app: AppUnderTest, stage: Stage = 'deliberation'): Promise<World> {
  const people = await peopleOf(app)
  const userId = (persona: string) => {
    const id = people.get(persona)
    if (!id) throw new Error(`there is no ${persona}`)
    return id
  }
  const { unitOfWork } = app.running()
  const founder = userId('facilitator')
  const workspaceId = await unitOfWork(founder, async (context) => {
    const made = await workspaces.create(requireSignedIn(founder), context, { name: 'A round table' })
    for (const [persona, standing] of Object.entries(standings)) {
      if (persona !== 'facilitator') await stakeholders.join(context, { workspaceId: made, userId: userId(persona), ...standing })
    }
    return made
  })
  const { doc, first, second } = twoArticles()
  const drafter = userId('policymaker')
  const draftId = await unitOfWork(drafter, async (context) => {
    const permit = await authorize(context.tx, drafter, 'draft.create', { workspaceId }, context.now)
    return drafts.create(permit, context, { title: { en: 'A framework' }, longTitle: null, language: 'en', first: doc })
  })
  const placeAt = async (at: Stage) => { await app.sql('update draft set stage = $2 where id = $1', [draftId, at]) }
  await placeAt(stage)

  const signedIn = new Map<string, Promise<Client>>()
  return {
    workspaceId, draftId, first, second, userId, placeAt,
    memberId: async (persona) => (await app.sql<{ id: string }>('select id from member where "workspaceId" = $1 and "userId" = $2', [workspaceId, userId(persona)]))[0]?.id ?? '',
    as: (persona) => {
      const client = signedIn.get(persona) ?? app.as(persona)
      signedIn.set(persona, client)
      return client
    },
  }
}

async function peopleOf(app: AppUnderTest): Promise<Map<string, string>> {
  const known = await app.sql<{ id: string; persona: string }>('select id, persona from "user" where persona is not null')
  if (known.length > 0) return new Map(known.map(({ id, persona }) => [persona, id]))
  const people = new Map([...Object.keys(standings), outsider].map((persona) => [persona, randomUUID()]))
  await app.running().unitOfWork(null, async ({ tx, now }) => {
    for (const [persona, id] of people) await accounts.insertPersona(tx, { id, persona, name: `Name of ${persona}`, email: `${persona}@parley.example`, createdAt: now })
  })
  return people
}

function twoArticles() {
  const doc = new Y.Doc()
  const title = addNode(doc, { id: randomUUID(), kind: 'title', parent: null, after: null })
  writeClause(title, { blocks: [{ type: 'plain', id: randomUUID(), inlines: [{ text: 'A framework' }] }] })
  const article = (after: string | null, heading: string, words: string): Clause => {
    const clause = { id: randomUUID(), paragraph: randomUUID(), words }
    writeClause(addNode(doc, { id: clause.id, kind: 'article', parent: null, after }), { blocks: [
      { type: 'heading', id: randomUUID(), inlines: [{ text: heading }] }, { type: 'paragraph', id: clause.paragraph, inlines: [{ text: words }] },
    ] })
    return clause
  }
  const first = article(null, 'Subject matter', 'Providers shall mark what a machine has made.')
  const second = article(first.id, 'Scope', 'This Regulation applies to films and to news.')
  return { doc, first, second }
}
