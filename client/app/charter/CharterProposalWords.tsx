import { CharterDifference } from '#client/features/charters/CharterDifference.tsx'
import { CharterTable } from '#client/features/charters/CharterTable.tsx'
import { useTranslation } from 'react-i18next'
import type { Charter } from '#domain/charter/charter.ts'
import { readCanonicalCharter } from '#domain/charter/canonicalCharter.ts'
import type { ProposalView } from '#domain/contract/proposals.ts'
import css from './charter.module.css'

/** A proposed charter, read from the very words that were hashed: what it changes in the one in force when the vote opened, and the whole of it. */
export function CharterProposalWords({ proposal: { charter, words } }: { proposal: ProposalView }) {
  const { t } = useTranslation()
  if (!charter || !words) return null
  const proposed = readCanonicalCharter(words.canonical)
  return (
    <>
      <p className={css.versions}>{t('charters.follows', { before: charter.before.version, after: proposed.version })}</p>
      <CharterDifference before={charter.before as Charter} after={proposed} />
      <details className={css.wholeCharter}>
        <summary>{t('charters.wholeCharter')}</summary>
        <CharterTable charter={proposed} at={null} />
      </details>
    </>
  )
}
