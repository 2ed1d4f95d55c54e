import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useRoute } from 'wouter'
import { get } from '#client/lib/api.ts'
import { later } from '#client/lib/later.tsx'
import { useLive } from '#client/lib/useLive.ts'
import { keys } from '#client/lib/query.ts'
import { useMe } from '#client/lib/useMe.ts'
import { useOnline } from '#client/lib/useOnline.ts'
import { Notice } from '#client/ui/Notice.tsx'
import type { DraftSummary } from '#domain/contract/drafts.ts'
import css from './shell.module.css'
import { TopBar } from './TopBar.tsx'

const Reminder = later(() => import('./Reminder.tsx'))

/** What stands around every page: the way to skip, the top bar, whether the line is down. Focus goes to a new page's heading. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const me = useMe()
  const online = useOnline()
  useLive(me?.user?.id ?? null)
  // Of which vote this page was reminded last; told by the live channel.
  const { data: reminded } = useQuery<string | null>({ queryKey: keys.reminded, queryFn: () => null, enabled: false })
  useFocusOnNavigation()
  return (
    <>
      <a className={css.skip} href="#main">{t('app.skip')}</a>
      <TopBar me={me} place={usePlace()} />
      {!online && <div className={css.offline}><Notice tone="warn">{t('app.offline')}</Notice></div>}
      {reminded && <Reminder proposalId={reminded} />}
      {children}
    </>
  )
}

/** The workspace and draft that the address is about; otherwise the first of mine. */
function usePlace() {
  const [, inDraft] = useRoute('/drafts/:draftId/*?')
  const [, inWorkspace] = useRoute('/workspaces/:workspaceId/*?')
  const me = useMe()
  const { data } = useQuery({ queryKey: keys.drafts, queryFn: () => get<{ drafts: DraftSummary[] }>('/drafts'), enabled: me !== undefined })
  const drafts = data?.drafts ?? []
  const here = drafts.find(({ id }) => id === inDraft?.draftId)
  const workspaceId = inWorkspace?.workspaceId ?? here?.workspaceId ?? me?.memberships[0]?.workspaceId ?? null
  const draft = here ?? drafts.find((candidate) => candidate.workspaceId === workspaceId) ?? null
  return { workspaceId, draft }
}

function useFocusOnNavigation() {
  const [pathname] = useLocation()
  const first = useRef(true)
  useEffect(() => {
    if (first.current) { first.current = false; return }
    // The page itself goes to the place that the address names.
    if (location.hash) return
    window.scrollTo({ top: 0 })
    const target = document.querySelector<HTMLElement>('h1[tabindex]') ?? document.getElementById('main')
    target?.focus({ preventScroll: true })
  }, [pathname])
}
