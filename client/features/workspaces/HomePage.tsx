import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useFormat } from '#client/lib/format.ts'
import { usePageTitle } from '#client/lib/pageTitle.ts'
import { draftsQuery } from '#client/lib/queries.ts'
import { useMe } from '#client/lib/useMe.ts'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { Page } from '#client/ui/Page.tsx'
import type { MeView } from '#domain/contract/accounts.ts'
import type { DraftSummary } from '#domain/contract/drafts.ts'
import { Asked, askedOf } from './Asked.tsx'
import { Changes } from './Changes.tsx'
import { changesOf } from './changes.ts'
import { FirstSteps } from './FirstSteps.tsx'
import css from './home.module.css'
import { NewDraft } from './NewDraft.tsx'
import { Standing } from './Standing.tsx'
import { useLately } from './workspaces.api.ts'

/** Where one begins: what changed, what is asked of me, where each draft stands. */
export function HomePage() {
  const { t } = useTranslation()
  const me = useMe()
  const drafts = useQuery(draftsQuery())
  usePageTitle(t('workspaces.home'))
  if (drafts.error) return <Page><ErrorNotice error={drafts.error} title={t('workspaces.failed')} onRetry={() => void drafts.refetch()} /></Page>
  if (!me || !drafts.data) return <Page><LoadingBars label={t('ui.loading')} lines={8} /></Page>
  if (!me.user) return <Visitor drafts={drafts.data.drafts} />
  if (me.memberships.length === 0) return <Newcomer name={me.user.name} drafts={drafts.data.drafts} />
  return <Member me={me} userId={me.user.id} drafts={drafts.data.drafts} />
}

function Masthead({ title, children }: { title: string; children: ReactNode }) {
  return <header className={css.masthead}><div><h1 tabIndex={-1}>{title}</h1><p>{children}</p></div></header>
}

function Member({ me, userId, drafts }: { me: MeView; userId: string; drafts: readonly DraftSummary[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = new Date()
  const workspaceIds = me.memberships.map(({ workspaceId }) => workspaceId)
  const lately = useLately(workspaceIds, drafts.map(({ id }) => id))
  const groups = changesOf(lately.acts, lately.threads, userId, now)
  const changed = groups.reduce((sum, { changes }) => sum + changes.length, 0)
  const asked = askedOf(lately.proposals, now).length
  return (
    <Page>
      <Masthead title={format.weekday(now)}>{lately.pending ? '' : `${t('workspaces.changedCount', { count: changed })} ${t('workspaces.askedCount', { count: asked })}`}</Masthead>
      {lately.failed !== null && <ErrorNotice error={lately.failed} title={t('workspaces.failed')} />}
      <div className={css.columns}>
        <section className={css.askedColumn} aria-labelledby="asked">
          <h2 id="asked">{t('workspaces.asked')}</h2>
          {lately.pending ? <LoadingBars label={t('ui.loading')} /> : <Asked proposals={lately.proposals} />}
        </section>
        <section className={css.changes} aria-labelledby="changed">
          <h2 id="changed">{t('workspaces.changed')}</h2>
          {lately.pending ? <LoadingBars label={t('ui.loading')} lines={8} /> : <Changes groups={groups} drafts={drafts} />}
        </section>
      </div>
      <section className={css.where} aria-labelledby="where">
        <div className={css.head}><h2 id="where">{t('workspaces.where')}</h2>{workspaceIds.slice(0, 1).map((id) => <NewDraft key={id} workspaceId={id} />)}</div>
        {drafts.length > 0 ? <Standing drafts={drafts} /> : <EmptyState title={t('workspaces.noDrafts')}>{t('workspaces.noDraftsHow')}</EmptyState>}
      </section>
    </Page>
  )
}

function Newcomer({ name, drafts }: { name: string; drafts: readonly DraftSummary[] }) {
  const { t } = useTranslation()
  return (
    <Page>
      <Masthead title={t('workspaces.welcome', { name })}>{t('workspaces.welcomeLead')}</Masthead>
      <FirstSteps />
      {drafts.length > 0 && <section className={css.where} aria-labelledby="where"><h2 id="where">{t('workspaces.published')}</h2><Standing drafts={drafts} /></section>}
    </Page>
  )
}

function Visitor({ drafts }: { drafts: readonly DraftSummary[] }) {
  const { t } = useTranslation()
  return (
    <Page>
      <Masthead title={t('workspaces.visitor')}>{t('workspaces.visitorLead')}</Masthead>
      <div className={css.visitorActs}><Button component={Link} to="/sign-in">{t('workspaces.signIn')}</Button><Button component={Link} to="/sign-up" variant="default">{t('workspaces.signUp')}</Button></div>
      <section className={css.where} aria-labelledby="where">
        <h2 id="where">{t('workspaces.published')}</h2>
        {drafts.length > 0 ? <Standing drafts={drafts} /> : <EmptyState title={t('workspaces.nonePublished')}>{t('workspaces.nonePublishedHow')}</EmptyState>}
      </section>
    </Page>
  )
}
