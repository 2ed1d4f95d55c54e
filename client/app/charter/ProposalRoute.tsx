import { ProposalPage } from '#client/features/proposals/ProposalPage.tsx'
import { later } from '#client/lib/later.tsx'

const CharterProposalWords = later(async () => ({ default: (await import('./CharterProposalWords.tsx')).CharterProposalWords }), { isForAll: false })

/** The page of a proposal, joined with the words of the charter where it is about that. */
export const ProposalRoute = () => <ProposalPage charterWords={CharterProposalWords} />
