/** Whether an act wrote the words of an amendment into the draft: after a vote, or accepted without one, whole or in part. */
export const writesWords = ({ name, facts }: { readonly name: string; readonly facts: Readonly<Record<string, unknown>> }): boolean =>
  name === 'amendment.consolidated' || (name === 'amendment.settled' && typeof facts['seq'] === 'number')
