import type { BallotContent } from './ballot.ts'

interface Published<P> {
  readonly closedAt: string | null
  readonly ballots: readonly { readonly id: string; readonly elector: P; readonly content: BallotContent; readonly reason: string | null }[]
  readonly objections: readonly { readonly id: string; readonly author: P; readonly words: string; readonly upheldAt: string | null }[]
}
export interface Dissent<P> { readonly id: string; readonly person: P; readonly words: string }

/**
 * The minority statements of a decided proposal: objections that their authors kept up, and the reasons of recorded votes against. In: what
 * its page publishes; a secret ballot publishes neither. None while it is open. An objection is named once, though its ballot repeats it.
 */
export function dissentsIn<P>({ closedAt, ballots, objections }: Published<P>): Dissent<P>[] {
  if (closedAt === null) return []
  return [
    ...objections.flatMap(({ id, author, words, upheldAt }) => (upheldAt === null ? [] : [{ id, person: author, words }])),
    ...ballots.flatMap(({ id, elector, content, reason }) => (reason && 'choice' in content && content.choice === 'against' ? [{ id, person: elector, words: reason }] : [])),
  ]
}
