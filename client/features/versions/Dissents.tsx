import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { get } from '#client/lib/api.ts'
import { keys } from '#client/lib/query.ts'
import { partyOf, useRoleNames } from '#client/ui/roles.ts'
import type { ProposalView } from '#domain/contract/proposals.ts'
import { dissentsIn } from '#domain/decisions/dissents.ts'
import css from './law.module.css'

/** What those who did not agree said of a decision that gave a clause its words, printed with it: nothing that the page of the vote does not publish. */
export function Dissents({ proposalId }: { proposalId: string }) {
  const { t } = useTranslation()
  const names = useRoleNames()
  const proposal = useQuery({ queryKey: keys.proposal(proposalId), queryFn: () => get<ProposalView>(`/proposals/${proposalId}`) }).data
  const dissents = proposal ? dissentsIn(proposal) : []
  if (dissents.length === 0) return null
  return (
    <ul className={css.dissents} aria-label={t('versions.dissents')}>
      {dissents.map(({ id, person, words }) => <li key={id}><b>{t('versions.dissent')}</b> <q>{words}</q> <small>{person.name ? `${person.name}, ${names[partyOf(person)]}` : names[partyOf(person)]}</small></li>)}
    </ul>
  )
}
