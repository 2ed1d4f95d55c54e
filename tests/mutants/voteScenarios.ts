import { meddling } from '#tests/faults/meddle.ts'
import { onDb } from '#tests/faults/stage.ts'
import { ballotFaults, recordFaults, Voter } from '#tests/support/oracle/voter.ts'
import { openVote } from '#tests/support/votes.ts'
import { pause, type Scenario, type Trial } from './stageOf.ts'

async function aVote({ world }: Trial, change: Readonly<Record<string, unknown>> = {}) {
  const proposal = await openVote(world, change)
  const electors = ['policymaker', 'policymaker-2', 'civilSociety', 'civilSociety-2']
  const voters = await Promise.all(electors.map(async (persona) => new Voter(world.userId(persona), await world.as(persona), proposal)))
  return { proposal, voters }
}

const asked = ({ url }: Trial, proposalId: string, voters: readonly Voter[]) =>
  onDb(url, async (db) => [...await ballotFaults(db, proposalId, voters), ...await recordFaults(db)])

/** One elector casts many ballots in the same moment. */
export const oneBallotEach: Scenario = async (trial) => {
  const { proposal, voters: [voter] } = await aVote(trial)
  if (!voter) throw new Error('somebody must vote')
  const others = Array.from({ length: 7 }, () => voter)
  await Promise.all(others.map((same, index) => same.cast(trial.dice.fork(index))))
  return asked(trial, proposal.id, [])
}

/** Ballots are written and not yet committed while the vote is closed: they count. */
export const closingWaits: Scenario = async (trial) => {
  const { proposal, voters } = await aVote(trial)
  const facilitator = await trial.world.as('facilitator')
  await meddling((text) => /insert into outbox\b/.test(text) ? { delayMs: 600 } : null, async () => {
    const casting = voters.map((voter, index) => voter.cast(trial.dice.fork(index)))
    await pause(250)
    await Promise.all([...casting, facilitator.post(`/api/proposals/${proposal.id}/close`)])
  })
  return asked(trial, proposal.id, voters)
}

/** Acts in several votes of one workspace at the same moment: the record is one chain, and none of them fails for it. */
export const oneChain: Scenario = async (trial) => {
  const votes = [await aVote(trial), await aVote(trial, { clauseId: null }), await aVote(trial, { clauseId: null }), await aVote(trial, { clauseId: null })]
  const voters = votes.flatMap((vote) => vote.voters)
  for (let round = 0; round < 5; round += 1) await Promise.all(voters.map((voter, index) => voter.cast(trial.dice.fork(20 * round + index))))
  const failed = voters.flatMap(({ refusals }) => refusals).filter((status) => status >= 500)
  const found = await Promise.all(votes.map(({ proposal, voters: own }) => asked(trial, proposal.id, own)))
  return [...(failed.length > 0 ? [`${failed.length} acts failed because another was done at the same time`] : []), ...found.flat()]
}
