import { type Charter, decisionRules, type Grant } from './charter.ts'
import type { ConditionName } from './conditions.ts'
import { type Party, type Stage, stages, stakeholderRoles } from './roles.ts'

const always = stages
const published: readonly Stage[] = ['consultation', 'deliberation', 'voting', 'adopted']
const writing: readonly Stage[] = ['drafting', 'deliberation']
const debate: readonly Stage[] = ['drafting', 'consultation', 'deliberation', 'voting']
const amending: readonly Stage[] = ['drafting', 'consultation', 'deliberation']
const deciding: readonly Stage[] = ['drafting', 'deliberation', 'voting']

const grant = (who: Partial<Record<Party, readonly Stage[]>>, ...conditions: ConditionName[]): Grant => ({ stages: who, conditions })
const each = (who: readonly Party[], when: readonly Stage[]) => Object.fromEntries(who.map((party) => [party, when]))

const speakers: readonly Party[] = [...stakeholderRoles, 'facilitator']
const members: readonly Party[] = [...speakers, 'observer']

/**
 * The default charter: one line a capability, so that a citizen could read it aloud.
 * Words are written while drafting and in deliberation (where amendments and votes change them clause by clause);
 * in consultation the public reads a text that stands still.
 */
export const defaultCharter: Charter = {
  version: 1,
  roles: stakeholderRoles,
  rights: {
    'workspace.read':  grant(each(members, always)),
    'charter.read':    grant(each([...members, 'public'], always)),
    // Nobody: the rules of deciding are decided. A charter may name who puts a new one into force without a vote.
    'charter.change':  grant({}),
    'record.read':     grant(each(members, always)),
    'member.read':     grant(each(members, always)),
    'member.invite':   grant({ facilitator: always }),
    'member.change':   grant({ facilitator: always }),
    'member.remove':   grant({ facilitator: always }),
    'draft.read':      grant({ ...each(members, always), public: published }),
    'draft.create':    grant({ facilitator: always, policymaker: always }),
    'draft.advance':   grant({ facilitator: always }),
    'clause.edit':     grant({ policymaker: writing }, 'clauseNotAtRest'),
    'clause.link':     grant(each(['policymaker', 'ethicist', 'facilitator'], debate)),
    'clause.correct':  grant({ facilitator: ['deliberation', 'voting', 'adopted'] }, 'clauseNotAtRest'),
    'version.name':    grant(each(['policymaker', 'facilitator'], always)),
    'version.restore': grant({ policymaker: writing }),
    'comment.write':   grant(each(speakers, debate)),
    'comment.edit':    grant(each(speakers, debate), 'authorOnly', 'threadOpen'),
    'comment.resolve': grant(each(['policymaker', 'facilitator'], debate)),
    'amendment.move':    grant(each(stakeholderRoles, amending)),
    'amendment.edit':    grant(each(stakeholderRoles, amending), 'sponsorOnly', 'amendmentUnsealed'),
    'amendment.support': grant(each(stakeholderRoles, amending), 'amendmentUnsealed'),
    'amendment.settle':  grant({ policymaker: writing }, 'amendmentLodged'),
    'amendment.withdraw': grant(each(stakeholderRoles, debate), 'sponsorOnly', 'amendmentUndecided'),
    'proposal.open':   grant({ facilitator: deciding }),
    'proposal.extend': grant({ facilitator: deciding }, 'proposalOpen'),
    'proposal.close':  grant({ facilitator: always }, 'undecided'),
    'ballot.cast':     grant(each(stakeholderRoles, deciding), 'onTheRoll', 'proposalOpen'),
    'objection.answer':   grant({ facilitator: always }, 'undecided'),
    'objection.withdraw': grant(each(stakeholderRoles, always), 'authorOnly', 'undecided'),
    'objection.uphold':   grant(each(stakeholderRoles, always), 'authorOnly'),
  },
  decisions: { rules: decisionRules, concurrentRoles: ['policymaker', 'ethicist', 'civilSociety'] },
}
