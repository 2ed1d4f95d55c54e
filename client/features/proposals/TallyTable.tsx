import { useTranslation } from 'react-i18next'
import { RoleBadge } from '#client/ui/RoleBadge.tsx'
import { TallyBar } from '#client/ui/TallyBar.tsx'
import tallyCss from '#client/ui/tally.module.css'
import type { ProposalView } from '#domain/contract/proposals.ts'
import css from './proposals.module.css'

/** The count in all and for each role: numbers in a table, with a bar that repeats them as a picture. */
export function TallyTable({ proposal: { tally, roles, quorum } }: { proposal: ProposalView }) {
  const { t } = useTranslation()
  const rows = [{ role: null, count: tally, mark: quorum }, ...roles.flatMap((role) => { const count = tally.groups[role]; return count ? [{ role, count, mark: 0 }] : [] })]
  return (
    <>
      <p className={css.legend} aria-hidden>
        <span><i className={`${tallyCss.swatch} ${tallyCss.for}`} />{t('proposals.choice.for')}</span><span><i className={`${tallyCss.swatch} ${tallyCss.against}`} />{t('proposals.choice.against')}</span>
        <span><i className={`${tallyCss.swatch} ${tallyCss.abstention}`} />{t('proposals.choice.abstention')}</span>{quorum > 0 && <span><i className={css.quorumMark} />{t('proposals.quorumShort', { count: quorum })}</span>}
      </p>
      <table className={css.tally}>
        <caption className="visually-hidden">{t('proposals.tallyCaption')}</caption>
        <thead><tr><th scope="col">{t('proposals.group')}</th><td className={css.barCell} aria-hidden /><th scope="col">{t('proposals.choice.for')}</th><th scope="col">{t('proposals.choice.against')}</th><th scope="col">{t('proposals.choice.abstention')}</th><th scope="col">{t('proposals.castHead')}</th></tr></thead>
        <tbody>
          {rows.map(({ role, count, mark }) => (
            <tr key={role ?? 'all'}>
              <th scope="row">{role ? <RoleBadge party={role} /> : <b>{t('proposals.inAll')}</b>}</th>
              <td className={css.barCell} aria-hidden><TallyBar tally={count} mark={mark} /></td>
              <td>{count.for}</td><td>{count.against}</td><td>{count.abstention}</td><td>{t('proposals.castOf', { cast: count.cast, electors: count.electors })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
