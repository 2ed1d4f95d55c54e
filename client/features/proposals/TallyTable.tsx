import { useTranslation } from 'react-i18next'
import { RoleBadge } from '#client/ui/RoleBadge.tsx'
import { TallyBar } from '#client/ui/TallyBar.tsx'
import tallyCss from '#client/ui/tally.module.css'
import type { ProposalView } from '#domain/contract/proposals.ts'
import { neededOf } from '#domain/decisions/method.ts'
import css from './proposals.module.css'

/** The count in all and for each role: numbers in a table, with a bar that repeats them as a picture. Among alternatives: who took part. */
export function TallyTable({ proposal: { tally, roles, quorum, electors, method } }: { proposal: ProposalView }) {
  const { t } = useTranslation()
  if (!tally) return <p className={css.note}>{t('proposals.countHidden')}</p>
  const consent = method.kind === 'consent'
  const names = { for: consent ? t('proposals.position.consent') : t('proposals.choice.for'), against: consent ? t('proposals.position.objection') : t('proposals.choice.against') }
  const markOf = (role: (typeof roles)[number] | null, of: number) => { const minimum = role ? quorum.roles[role] : quorum.all; return minimum ? neededOf(minimum, of) : 0 }
  const all = { role: null, count: tally }
  const rows = [all, ...roles.flatMap((role) => { const count = tally.groups[role]; return count ? [{ role, count }] : [] })]
  const mark = markOf(null, electors)
  const shares = (count: (typeof rows)[number]['count']) => ('for' in count ? count : { ...count, for: count.cast - count.abstention, against: 0 })
  return (
    <>
      {tally.kind === 'count' && <p className={css.legend} aria-hidden>
        <span><i className={`${tallyCss.swatch} ${tallyCss.for}`} />{names.for}</span><span><i className={`${tallyCss.swatch} ${tallyCss.against}`} />{names.against}</span>
        <span><i className={`${tallyCss.swatch} ${tallyCss.abstention}`} />{t('proposals.choice.abstention')}</span>{mark > 0 && <span><i className={css.quorumMark} />{t('proposals.quorumShort', { count: mark })}</span>}
      </p>}
      <table className={`${css.tally} ${css.counts}`}>
        <caption className="visually-hidden">{t('proposals.tallyCaption')}</caption>
        <thead><tr><th scope="col">{t('proposals.group')}</th><td className={css.barCell} aria-hidden />{tally.kind === 'count' && <><th scope="col">{names.for}</th><th scope="col">{names.against}</th></>}<th scope="col">{t('proposals.choice.abstention')}</th><th scope="col">{t('proposals.castHead')}</th></tr></thead>
        <tbody>
          {rows.map(({ role, count }) => (
            <tr key={role ?? 'all'}>
              <th scope="row">{role ? <RoleBadge party={role} /> : <b>{t('proposals.inAll')}</b>}</th>
              <td className={css.barCell} aria-hidden><TallyBar tally={shares(count)} mark={markOf(role, count.electors)} /></td>
              {'for' in count && <><td>{count.for}</td><td>{count.against}</td></>}<td>{count.abstention}</td><td>{t('proposals.castOf', { cast: count.cast, electors: count.electors })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
