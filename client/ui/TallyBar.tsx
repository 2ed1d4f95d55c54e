import css from './tally.module.css'

export interface TallyShares { readonly for: number; readonly against: number; readonly abstention: number; readonly electors: number }

/** A count as patterns in a bar. Only a picture: the numbers beside it say the same. */
export function TallyBar({ tally, mark }: { tally: TallyShares; mark?: number }) {
  const share = (count: number) => ({ inlineSize: `${tally.electors === 0 ? 0 : (count / tally.electors) * 100}%` })
  return (
    <div className={css.bar} aria-hidden>
      <i className={css.for} style={share(tally.for)} /><i className={css.against} style={share(tally.against)} /><i className={css.abstention} style={share(tally.abstention)} />
      {mark !== undefined && mark > 0 && <span className={css.mark} style={{ insetInlineStart: `${(mark / Math.max(1, tally.electors)) * 100}%` }} />}
    </div>
  )
}
