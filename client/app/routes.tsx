import { type ComponentType, lazy, Suspense } from 'react'
import { Route, Routes } from 'react-router'
import { NotFoundPage } from './NotFoundPage.tsx'
import { Shell } from './Shell.tsx'

/** A page that is fetched when it is first opened. */
const page = <K extends string>(load: () => Promise<Record<K, ComponentType>>, name: K) => lazy(async () => ({ default: (await load())[name] }))

const HomePage = page(() => import('#client/features/workspaces/HomePage.tsx'), 'HomePage')
const SignInPage = page(() => import('#client/features/accounts/SignInPage.tsx'), 'SignInPage')
const SignUpPage = page(() => import('#client/features/accounts/SignUpPage.tsx'), 'SignUpPage')
const InvitationPage = page(() => import('#client/features/stakeholders/InvitationPage.tsx'), 'InvitationPage')
const DraftPage = page(() => import('./draft/DraftPage.tsx'), 'DraftPage')
const CoveragePage = page(() => import('#client/features/challenges/CoveragePage.tsx'), 'CoveragePage')
const NewProposalPage = page(() => import('#client/features/proposals/NewProposalPage.tsx'), 'NewProposalPage')
const ProposalPage = page(() => import('#client/features/proposals/ProposalPage.tsx'), 'ProposalPage')
const ProposalsPage = page(() => import('#client/features/proposals/ProposalsPage.tsx'), 'ProposalsPage')
const RecordPage = page(() => import('#client/features/records/RecordPage.tsx'), 'RecordPage')
const PeoplePage = page(() => import('#client/features/stakeholders/PeoplePage.tsx'), 'PeoplePage')
const CharterPage = page(() => import('#client/features/charters/CharterPage.tsx'), 'CharterPage')

/** The addresses of the pages. */
export const Pages = () => (
  <Suspense fallback={null}>
    <Routes>
      <Route element={<Shell />}>
        <Route path="/" element={<HomePage />} />
        <Route path="/sign-in" element={<SignInPage />} />
        <Route path="/sign-up" element={<SignUpPage />} />
        <Route path="/invitations/:token" element={<InvitationPage />} />
        <Route path="/drafts/:draftId" element={<DraftPage />} />
        <Route path="/drafts/:draftId/coverage" element={<CoveragePage />} />
        <Route path="/drafts/:draftId/proposals/new" element={<NewProposalPage />} />
        <Route path="/proposals/:proposalId" element={<ProposalPage />} />
        <Route path="/workspaces/:workspaceId/proposals" element={<ProposalsPage />} />
        <Route path="/workspaces/:workspaceId/record" element={<RecordPage />} />
        <Route path="/workspaces/:workspaceId/people" element={<PeoplePage />} />
        <Route path="/workspaces/:workspaceId/charter" element={<CharterPage />} />
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Routes>
  </Suspense>
)
