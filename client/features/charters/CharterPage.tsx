import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useLocation, useParams, useSearchParams } from 'wouter'
import { get } from '#client/lib/api.ts'
import { useFormat } from '#client/lib/format.ts'
import { usePageTitle } from '#client/lib/pageTitle.ts'
import { proposalsQuery } from '#client/lib/queries.ts'
import { keys } from '#client/lib/query.ts'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import { useMembership } from '#client/lib/useMe.ts'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { Page } from '#client/ui/Page.tsx'
import { PageHeader } from '#client/ui/PageHeader.tsx'
import { ReasonedButton } from '#client/ui/ReasonedButton.tsx'
import { useRoleNames } from '#client/ui/roles.ts'
import { useStageNames } from '#client/ui/StageSteps.tsx'
import type { Charter } from '#domain/charter/charter.ts'
import { stages } from '#domain/charter/roles.ts'
import type { CharterView } from '#domain/contract/charters.ts'
import css from './charters.module.css'
import { CharterTable } from './CharterTable.tsx'
import { MyRights } from './MyRights.tsx'
import { useCharterWords } from './words.ts'

/** Who may do what, when, and how decisions are made. */
export function CharterPage() {
  const { workspaceId = '' } = useParams()
  const { t } = useTranslation()
  const format = useFormat()
  const why = useReason()
  const [, navigate] = useLocation()
  const stageNames = useStageNames()
  const [search, setSearch] = useSearchParams()
  const workspace = useMembership(workspaceId)?.workspaceName
  const view = useQuery({ queryKey: keys.charter(workspaceId), queryFn: () => get<CharterView>(`/workspaces/${workspaceId}/charter`) })
  const open = useCan('proposal.open', { workspaceId })
  const change = useCan('charter.change', { workspaceId })
  const isMember = useMembership(workspaceId) !== null
  const running = useQuery({ ...proposalsQuery(workspaceId), enabled: isMember }).data?.find(({ kind, closedAt }) => kind === 'charter' && !closedAt)
  const stage = stages.find((known) => known === search.get('stage')) ?? null
  usePageTitle(t('charters.title'))
  if (view.error) return <Page><ErrorNotice error={view.error} title={t('charters.failed')} onRetry={() => void view.refetch()} /></Page>
  if (!view.data) return <Page><LoadingBars label={t('ui.loading')} lines={10} /></Page>
  const charter = view.data.charter as Charter
  return (
    <Page width="wide">
      <PageHeader above={workspace} title={t('charters.title')} lead={t('charters.lead', { version: charter.version, date: format.date(view.data.adoptedAt) })} actions={<ReasonedButton variant="default" reason={open.allowed || change.allowed ? '' : why(open, 'proposal.open')} onClick={() => navigate(`/workspaces/${workspaceId}/charter/change`)}>{t('charters.propose')}</ReasonedButton>} />
      {view.data.proposalId && <p className={css.decided}>{t('charters.decidedBy')} <Link to={`/proposals/${view.data.proposalId}`}>{t('charters.theVote')}</Link></p>}
      {running && <p className={css.decided}>{t('charters.openVote')} <Link to={`/proposals/${running.id}`}>{running.question}</Link></p>}
      <div className={css.tools}>
        <NativeSelect
          label={t('charters.stage')} value={stage ?? ''} onChange={({ currentTarget: { value } }) => setSearch(value ? { stage: value } : {}, { replace: true })}
          data={[{ value: '', label: t('charters.everyStage') }, ...stages.map((own) => ({ value: own, label: stageNames[own] }))]}
        />
        {!stage && <p className={css.legend}>{t('charters.legend')} {stages.map((own, index) => <span key={own}><i aria-hidden>{index + 1}</i> {stageNames[own]}</span>)}</p>}
      </div>
      <CharterTable charter={charter} at={stage} />
      <section className={css.section}>
        <h2>{stage ? t('charters.youAt', { stage: stageNames[stage] }) : t('charters.you')}</h2>
        <MyRights charter={charter} workspaceId={workspaceId} stage={stage} />
      </section>
      <Rules charter={charter} />
    </Page>
  )
}

function Rules({ charter: { decisions } }: { charter: Charter }) {
  const { t } = useTranslation()
  const format = useFormat()
  const names = useRoleNames()
  const words = useCharterWords()
  const groups = format.list(decisions.concurrentRoles.map((role) => names[role]))
  return (
    <section className={css.section}>
      <h2>{t('charters.decisions')}</h2>
      <p className={css.lead}>{t('charters.decisionsLead')}</p>
      <dl className={css.rules}>{decisions.rules.map((rule) => <div key={rule}><dt>{words.ruleName(rule)}</dt><dd>{words.ruleMeans(rule, groups)}</dd></div>)}</dl>
    </section>
  )
}
