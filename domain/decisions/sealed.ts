import type { StakeholderRole } from '#domain/charter/roles.ts'
import { type BallotContent, canonicalBallot } from './ballot.ts'
import type { Alternative } from './method.ts'

/**
 * The text whose SHA-256 a ballot carries: the canonical words, or with alternatives to choose among a JSON array of the words and of
 * each alternative in the order of the paper. Null for a question without either.
 */
export function sealedText(words: string | null, alternatives: readonly Alternative[]): string | null {
  return alternatives.length === 0 ? words : JSON.stringify([words, ...alternatives.map(({ id, label, words: own }) => [id, label, own])])
}

export interface RecordedLine {
  readonly userId: string
  readonly role: StakeholderRole
  readonly ballot: { readonly content: BallotContent; readonly reason: string | null; readonly castAt: Date; readonly revision: number; readonly byProxy: string | null } | null
}

const byText = (a: string, b: string) => (a < b ? -1 : Number(a > b))

/** The text whose SHA-256 seals the roll and the ballots of a recorded vote, electors in the order of their ids; a ballot that a proxy cast names them. */
export function recordedBallotsText(proposalId: string, lines: readonly RecordedLine[]): string {
  const sorted = [...lines].sort((a, b) => byText(a.userId, b.userId))
  return JSON.stringify([proposalId, sorted.map(({ userId, role, ballot }) =>
    [userId, role, ballot && [canonicalBallot(ballot.content), ballot.reason, ballot.castAt.toISOString(), ballot.revision, ...(ballot.byProxy === null ? [] : [ballot.byProxy])]])])
}

export interface SecretBallots {
  readonly roll: readonly { readonly userId: string; readonly role: StakeholderRole }[]
  readonly papers: readonly { readonly role: StakeholderRole | null; readonly content: BallotContent }[]
  readonly receipts: readonly string[]
}

/** The text whose SHA-256 seals a secret ballot: who could vote, what was voted, and the receipts, each sorted by itself so that nothing ties them. */
export const secretBallotsText = (proposalId: string, { roll, papers, receipts }: SecretBallots): string => JSON.stringify([
  proposalId, roll.map(({ userId, role }) => [userId, role]).sort((a, b) => byText(a.join(), b.join())),
  papers.map(({ role, content }) => [role, canonicalBallot(content)]).sort((a, b) => byText(JSON.stringify(a), JSON.stringify(b))), [...receipts].sort(byText),
])
