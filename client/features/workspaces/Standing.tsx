import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useFormat, useLocalized } from '#client/lib/format.ts'
import { StageSteps } from '#client/ui/StageSteps.tsx'
import type { DraftSummary } from '#domain/contract/drafts.ts'
import css from './home.module.css'

/** Every draft with its stage, what is open on it, and the next date. On a phone each is a card. */
export function Standing({ drafts }: { drafts: readonly DraftSummary[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const localized = useLocalized()
  const count = (number: number) => (number === 0 ? <span className={css.none}>{t('workspaces.none')}</span> : format.number(number))
  return (
    <div className={css.tableBox}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('workspaces.draft')}</th><th scope="col">{t('workspaces.stage')}</th>
            <th scope="col" className={css.right}>{t('workspaces.openComments')}</th><th scope="col" className={css.right}>{t('workspaces.openProposals')}</th>
            <th scope="col">{t('workspaces.nextDate')}</th>
          </tr>
        </thead>
        <tbody>
          {drafts.map(({ id, title, reference, workspaceName, stage, stageSince, openThreads, openProposals, nextDeadlineAt }) => (
            <tr key={id}>
              <th scope="row"><Link to={`/drafts/${id}`}>{localized(title)}</Link><span>{reference}, {workspaceName}</span></th>
              <td data-label={t('workspaces.stage')}><StageSteps stage={stage} compact /><span className={css.since}>{t('workspaces.since', { date: format.date(stageSince) })}</span></td>
              <td data-label={t('workspaces.openComments')} className={css.right}>{count(openThreads)}</td>
              <td data-label={t('workspaces.openProposals')} className={css.right}>{count(openProposals)}</td>
              <td data-label={t('workspaces.nextDate')}>
                {nextDeadlineAt ? <><time className={css.next} dateTime={nextDeadlineAt}>{format.date(nextDeadlineAt)}</time><span className={css.none}>{t('workspaces.votingCloses')}</span></> : <span className={css.none}>{t('workspaces.noDate')}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
