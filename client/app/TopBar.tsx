import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useLocalized } from '#client/lib/format.ts'
import { later } from '#client/lib/later.tsx'
import type { MeView } from '#domain/contract/accounts.ts'
import type { DraftSummary } from '#domain/contract/drafts.ts'
import css from './shell.module.css'
import { WayLink } from './WayLink.tsx'

// Menus bring a positioning library with them: they come after the page.
const AccountMenu = later(async () => ({ default: (await import('./AccountMenu.tsx')).AccountMenu }), { isPatient: true })
const NavMenu = later(async () => ({ default: (await import('./NavMenu.tsx')).NavMenu }), { isPatient: true })

interface Place { readonly workspaceId: string | null; readonly draft: DraftSummary | null }
export interface Way { readonly to: string; readonly name: string; readonly exact?: boolean }

function useWays(me: MeView | undefined, { workspaceId, draft }: Place): Way[] {
  const { t } = useTranslation()
  const localized = useLocalized()
  const member = me?.memberships.some((membership) => membership.workspaceId === workspaceId)
  return [
    { to: '/', name: t('app.home'), exact: true },
    ...(draft ? [{ to: `/drafts/${draft.id}`, name: localized(draft.title), exact: true }] : []),
    ...(draft ? [{ to: `/drafts/${draft.id}/amendments`, name: t('app.amendments') }] : []),
    ...(member ? [{ to: `/workspaces/${workspaceId}/proposals`, name: t('app.proposals') }] : []),
    ...(draft ? [{ to: `/drafts/${draft.id}/coverage`, name: t('app.coverage') }] : []),
    ...(member ? [
      { to: `/workspaces/${workspaceId}/record`, name: t('app.record') }, { to: `/workspaces/${workspaceId}/people`, name: t('app.people') },
      { to: `/workspaces/${workspaceId}/charter`, name: t('app.charter') },
    ] : []),
  ]
}

/** The bar at the top of every page: where one is, where one can go, who one is. */
export function TopBar({ me, place }: { me: MeView | undefined; place: Place }) {
  const { t } = useTranslation()
  const ways = useWays(me, place)
  return (
    <header className={css.topbar}>
      <Link to="/" className={css.brand}><i aria-hidden />{t('app.brand')}</Link>
      <nav className={css.nav} aria-label={t('app.main')}>
        {ways.map(({ to, name, exact }) => <WayLink key={to} to={to} exact={exact ?? false}>{name}</WayLink>)}
      </nav>
      <span className={css.grow} />
      {me && !me.user && <Button component={Link} to="/sign-in" size="xs">{t('app.signIn')}</Button>}
      {me?.user && <AccountMenu until={<span className={css.menus} />} me={me} workspaceId={place.workspaceId} />}
      <NavMenu ways={ways} />
    </header>
  )
}
