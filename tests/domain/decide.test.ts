import { expect, test } from 'vitest'
import { capabilities } from '#domain/charter/charter.ts'
import type { Actor, Subject } from '#domain/charter/conditions.ts'
import { decide } from '#domain/charter/decide.ts'
import { defaultCharter } from '#domain/charter/defaultCharter.ts'
import { type MemberFunction, memberFunctions, type Party, parties, type StakeholderRole, stages, stakeholderRoles } from '#domain/charter/roles.ts'

const isRole = (party: Party): party is StakeholderRole => (stakeholderRoles as readonly string[]).includes(party)
const isFunction = (party: Party): party is MemberFunction => (memberFunctions as readonly string[]).includes(party)

function actorAs(party: Party): Actor {
  if (party === 'public') return { userId: null, membership: null }
  return { userId: 'me', membership: { memberId: 'm', role: isRole(party) ? party : null, functions: isFunction(party) ? [party] : [] } }
}

const now = new Date('2026-11-24T12:00:00Z')
const easy: Subject = {
  workspaceId: 'w', draftId: 'd', authorId: 'me', thread: { id: 't', resolved: false },
  proposal: { id: 'p', open: true, onRoll: true, closesAt: new Date('2026-11-25T12:00:00Z') },
}

test('the whole default charter, party by stage (d c v: the first letters of the stages, e for deliberation)', () => {
  const letter = { drafting: 'd', consultation: 'c', deliberation: 'e', voting: 'v', adopted: 'a' }
  const lines = capabilities.map((capability) => `${capability.padEnd(18)} ${parties.map((party) => stages.map((stage) =>
    decide(defaultCharter, actorAs(party), capability, { ...easy, stage }, now).allowed ? letter[stage] : '-').join('')).join('  ')}`)
  expect(`\n${lines.join('\n')}\n`).toMatchInlineSnapshot(`
    "
    workspace.read     dceva  dceva  dceva  dceva  dceva  dceva  dceva  -----
    charter.read       dceva  dceva  dceva  dceva  dceva  dceva  dceva  dceva
    charter.change     -----  -----  -----  -----  -----  -----  -----  -----
    record.read        dceva  dceva  dceva  dceva  dceva  dceva  dceva  -----
    member.read        dceva  dceva  dceva  dceva  dceva  dceva  dceva  -----
    member.invite      -----  -----  -----  -----  -----  dceva  -----  -----
    member.change      -----  -----  -----  -----  -----  dceva  -----  -----
    member.remove      -----  -----  -----  -----  -----  dceva  -----  -----
    draft.read         dceva  dceva  dceva  dceva  dceva  dceva  dceva  -ceva
    draft.create       dceva  -----  -----  -----  -----  dceva  -----  -----
    draft.advance      -----  -----  -----  -----  -----  dceva  -----  -----
    clause.edit        d-e--  -----  -----  -----  -----  -----  -----  -----
    clause.link        dcev-  dcev-  -----  -----  -----  dcev-  -----  -----
    clause.correct     -----  -----  -----  -----  -----  --eva  -----  -----
    version.name       dceva  -----  -----  -----  -----  dceva  -----  -----
    version.restore    d-e--  -----  -----  -----  -----  -----  -----  -----
    comment.write      dcev-  dcev-  dcev-  dcev-  dcev-  dcev-  -----  -----
    comment.edit       dcev-  dcev-  dcev-  dcev-  dcev-  dcev-  -----  -----
    comment.resolve    dcev-  -----  -----  -----  -----  dcev-  -----  -----
    amendment.move     dce--  dce--  dce--  dce--  dce--  -----  -----  -----
    amendment.edit     -----  -----  -----  -----  -----  -----  -----  -----
    amendment.support  -----  -----  -----  -----  -----  -----  -----  -----
    amendment.settle   -----  -----  -----  -----  -----  -----  -----  -----
    amendment.withdraw -----  -----  -----  -----  -----  -----  -----  -----
    proposal.open      -----  -----  -----  -----  -----  d-ev-  -----  -----
    proposal.extend    -----  -----  -----  -----  -----  d-ev-  -----  -----
    proposal.close     -----  -----  -----  -----  -----  dceva  -----  -----
    ballot.cast        d-ev-  d-ev-  d-ev-  d-ev-  d-ev-  -----  -----  -----
    objection.answer   -----  -----  -----  -----  -----  dceva  -----  -----
    objection.withdraw dceva  dceva  dceva  dceva  dceva  -----  -----  -----
    objection.uphold   dceva  dceva  dceva  dceva  dceva  -----  -----  -----
    "
  `)
})

test('a refusal says why: sign in, membership, role, stage (and which would do), or the condition', () => {
  const ask = (party: Party, capability: (typeof capabilities)[number], subject: Partial<Subject> = {}) =>
    decide(defaultCharter, actorAs(party), capability, { ...easy, stage: 'deliberation', ...subject }, now)
  expect(ask('public', 'clause.edit')).toMatchObject({ because: 'signIn' })
  expect(decide(defaultCharter, { userId: 'x', membership: null }, 'comment.write', easy, now)).toMatchObject({ because: 'notMember' })
  expect(ask('ethicist', 'clause.edit')).toMatchObject({ because: 'role' })
  expect(ask('policymaker', 'clause.edit', { stage: 'consultation' })).toMatchObject({ because: 'stage', stages: ['drafting', 'deliberation'] })
  expect(ask('policymaker', 'clause.edit', { clause: { id: 'c', atRestFor: 'p' } })).toMatchObject({ because: 'clauseNotAtRest' })
  expect(ask('ethicist', 'comment.edit', { authorId: 'someone else' })).toMatchObject({ because: 'authorOnly' })
  expect(ask('civilSociety', 'ballot.cast', { proposal: { id: 'p', open: true, onRoll: false, closesAt: now } })).toMatchObject({ because: 'onTheRoll' })
})

test('a ballot cannot be cast at the moment of closing or after it', () => {
  const at = (closesAt: Date) => decide(defaultCharter, actorAs('civilSociety'), 'ballot.cast', { ...easy, stage: 'voting', proposal: { id: 'p', open: true, onRoll: true, closesAt } }, now)
  expect(at(now).allowed).toBe(false)
  expect(at(new Date(now.getTime() + 1)).allowed).toBe(true)
})
