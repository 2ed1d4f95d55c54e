import { createBrowserRouter } from 'react-router'
import { FailedPage } from './FailedPage.tsx'
import { NotFoundPage } from './NotFoundPage.tsx'
import { Shell } from './Shell.tsx'

/** The addresses of the pages; each page is fetched when it is first opened. */
export const router = createBrowserRouter([{
  element: <Shell />, errorElement: <FailedPage />, hydrateFallbackElement: <span />,
  children: [
    { path: '/', lazy: async () => ({ Component: (await import('#client/features/workspaces/HomePage.tsx')).HomePage }) },
    { path: '/sign-in', lazy: async () => ({ Component: (await import('#client/features/accounts/SignInPage.tsx')).SignInPage }) },
    { path: '/sign-up', lazy: async () => ({ Component: (await import('#client/features/accounts/SignUpPage.tsx')).SignUpPage }) },
    { path: '/invitations/:token', lazy: async () => ({ Component: (await import('#client/features/stakeholders/InvitationPage.tsx')).InvitationPage }) },
    { path: '/drafts/:draftId', lazy: async () => ({ Component: (await import('./draft/DraftPage.tsx')).DraftPage }) },
    { path: '/drafts/:draftId/coverage', lazy: async () => ({ Component: (await import('#client/features/challenges/CoveragePage.tsx')).CoveragePage }) },
    { path: '/drafts/:draftId/proposals/new', lazy: async () => ({ Component: (await import('#client/features/proposals/NewProposalPage.tsx')).NewProposalPage }) },
    { path: '/proposals/:proposalId', lazy: async () => ({ Component: (await import('#client/features/proposals/ProposalPage.tsx')).ProposalPage }) },
    { path: '/workspaces/:workspaceId/proposals', lazy: async () => ({ Component: (await import('#client/features/proposals/ProposalsPage.tsx')).ProposalsPage }) },
    { path: '/workspaces/:workspaceId/record', lazy: async () => ({ Component: (await import('#client/features/records/RecordPage.tsx')).RecordPage }) },
    { path: '/workspaces/:workspaceId/people', lazy: async () => ({ Component: (await import('#client/features/stakeholders/PeoplePage.tsx')).PeoplePage }) },
    { path: '/workspaces/:workspaceId/charter', lazy: async () => ({ Component: (await import('#client/features/charters/CharterPage.tsx')).CharterPage }) },
    { path: '*', element: <NotFoundPage /> },
  ],
}])
