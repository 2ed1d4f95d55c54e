import { Checkbox } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams, useSearchParams } from 'wouter'
import { useLocalized } from '#client/lib/format.ts'
import { usePageTitle } from '#client/lib/pageTitle.ts'
import { coverageQuery } from '#client/lib/queries.ts'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { Page } from '#client/ui/Page.tsx'
import { PageHeader } from '#client/ui/PageHeader.tsx'
import type { CoverageView } from '#domain/contract/challenges.ts'
import css from './challenges.module.css'
import { ChallengeList } from './ChallengeList.tsx'
import { gapsIn, groupsOf, type Picked } from './coverage.ts'
import { Detail } from './Detail.tsx'
import { Matrix } from './Matrix.tsx'

/** Which clause answers which challenge of the source, and where the gaps are. */
export function CoveragePage() {
  const { draftId = '' } = useParams()
  const { t } = useTranslation()
  const coverage = useQuery(coverageQuery(draftId))
  usePageTitle(t('challenges.title'))
  if (coverage.error) return <Page><ErrorNotice error={coverage.error} title={t('challenges.failed')} onRetry={() => void coverage.refetch()} /></Page>
  if (!coverage.data) return <Page><LoadingBars label={t('ui.loading')} lines={12} /></Page>
  return <Shown key={draftId} coverage={coverage.data} />
}

function Shown({ coverage }: { coverage: CoverageView }) {
  const { t } = useTranslation()
  const localized = useLocalized()
  const [search, setSearch] = useSearchParams()
  const [picked, setPicked] = useState<Picked | null>(null)
  const narrow = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false })
  const gapsOnly = search.has('gaps')
  const challenges = coverage.rows.filter(({ kind }) => kind === 'challenge')
  const gaps = gapsIn(coverage.rows)
  const row = coverage.rows.find(({ id }) => id === picked?.rowId)
  const clause = coverage.clauses.find(({ id }) => id === picked?.clauseId)
  const shown = { coverage, gapsOnly, picked, onPick: setPicked }
  return (
    <Page width="wide">
      <PageHeader
        above={<Link to={`/drafts/${coverage.draftId}`}>{localized(coverage.title)}</Link>} title={t('challenges.title')}
        lead={`${t('challenges.answered', { count: challenges.length - gaps, total: challenges.length })} ${t('challenges.gaps', { count: gaps })}`}
        actions={<Checkbox label={t('challenges.gapsOnly')} checked={gapsOnly} onChange={(event) => setSearch(event.currentTarget.checked ? { gaps: '' } : {}, { replace: true })} />}
      />
      <p className={css.key}><span><i className={css.covered} aria-hidden />{t('challenges.keyCovered')}</span><span><i className={css.dot} aria-hidden />{t('challenges.keyNone')}</span></p>
      <div className={row && clause ? css.columns : ''}>
        <div className={css.main}>
          {groupsOf(coverage.rows, gapsOnly).length === 0 && <EmptyState title={t('challenges.noGaps')}>{t('challenges.noGapsHow')}</EmptyState>}
          {groupsOf(coverage.rows, gapsOnly).length > 0 && (narrow ? <ChallengeList {...shown} /> : <Matrix {...shown} />)}
        </div>
        {row && clause && <Detail draftId={coverage.draftId} row={row} clause={clause} onClose={() => setPicked(null)} />}
      </div>
    </Page>
  )
}
