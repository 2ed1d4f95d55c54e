import { parse } from 'regexparam'
import type { ComponentType } from 'react'
import { matchRoute, Route, Switch } from 'wouter'
import { draftQuery } from '#client/features/drafts/drafts.api.ts'
import { later } from '#client/lib/later.tsx'
import { queryClient } from '#client/lib/query.ts'
import { meQuery } from '#client/lib/useMe.ts'
import { NotFoundPage } from './NotFoundPage.tsx'
import { Shell } from './Shell.tsx'

/** A page that is fetched when it is first opened. */
const page = <K extends string>(path: string, load: () => Promise<Record<K, ComponentType>>, name: K) =>
  ({ path, Page: later(async () => ({ default: (await load())[name] }), { isPage: true }) })

/** The addresses of the pages. */
const pages = [
  page('/', () => import('#client/features/workspaces/HomePage.tsx'), 'HomePage'),
  page('/sign-in', () => import('#client/features/accounts/SignInPage.tsx'), 'SignInPage'),
  page('/sign-up', () => import('#client/features/accounts/SignUpPage.tsx'), 'SignUpPage'),
  page('/account', () => import('#client/features/accounts/AccountPage.tsx'), 'AccountPage'),
  page('/invitations/:token', () => import('#client/features/stakeholders/InvitationPage.tsx'), 'InvitationPage'),
  page('/drafts/:draftId', () => import('./draft/DraftPage.tsx'), 'DraftPage'),
  page('/drafts/:draftId/read', () => import('./draft/read/ReadPage.tsx'), 'ReadPage'),
  page('/drafts/:draftId/coverage', () => import('#client/features/challenges/CoveragePage.tsx'), 'CoveragePage'),
  page('/drafts/:draftId/history', () => import('#client/features/versions/HistoryPage.tsx'), 'HistoryPage'),
  page('/drafts/:draftId/amendments', () => import('#client/features/amendments/AmendmentsPage.tsx'), 'AmendmentsPage'),
  page('/drafts/:draftId/amendments/new', () => import('#client/features/amendments/NewAmendmentPage.tsx'), 'NewAmendmentPage'),
  page('/drafts/:draftId/amendments/order', () => import('./amendments/OrderPage.tsx'), 'OrderPage'),
  page('/amendments/:amendmentId', () => import('./amendments/AmendmentPage.tsx'), 'AmendmentPage'),
  page('/drafts/:draftId/proposals/new', () => import('#client/features/proposals/NewProposalPage.tsx'), 'NewProposalPage'),
  page('/proposals/:proposalId', () => import('./charter/ProposalRoute.tsx'), 'ProposalRoute'),
  page('/workspaces/:workspaceId/proposals', () => import('#client/features/proposals/ProposalsPage.tsx'), 'ProposalsPage'),
  page('/workspaces/:workspaceId/record', () => import('#client/features/records/RecordPage.tsx'), 'RecordPage'),
  page('/workspaces/:workspaceId/record/verify', () => import('#client/features/verify/VerifyPage.tsx'), 'VerifyPage'),
  page('/verify', () => import('#client/features/verify/VerifyPage.tsx'), 'VerifyPage'),
  page('/workspaces/:workspaceId/people', () => import('#client/features/stakeholders/PeoplePage.tsx'), 'PeoplePage'),
  page('/workspaces/:workspaceId/charter', () => import('#client/features/charters/CharterPage.tsx'), 'CharterPage'),
  page('/workspaces/:workspaceId/charter/change', () => import('./charter/ChangeCharterPage.tsx'), 'ChangeCharterPage'),
]

/** Begins to fetch what an address needs before anything is drawn: one after the other, each would cost its own way to the server and back. Waits for the script of the page alone: drawing twice takes longer. */
export async function fetchAhead(address: string): Promise<void> {
  void queryClient.prefetchQuery(meQuery)
  const [, draftId] = /^\/drafts\/([^/]+)(?:\/read)?\/?$/.exec(address) ?? []
  if (draftId) void queryClient.prefetchQuery(draftQuery(decodeURIComponent(draftId)))
  // A script that does not come is the page's to tell.
  await pages.find(({ path }) => matchRoute(parse, path, address)[0])?.Page.fetch().catch(() => undefined)
}

export const Pages = () => (
  <Shell>
    <Switch>
      {pages.map(({ path, Page }) => <Route key={path} path={path}><Page /></Route>)}
      <Route component={NotFoundPage} />
    </Switch>
  </Shell>
)
