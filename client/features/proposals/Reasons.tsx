import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#client/lib/format.ts'
import { Avatar } from '#client/ui/Avatar.tsx'
import { Marked } from '#client/ui/Marked.tsx'
import { partyOf, useRoleNames } from '#client/ui/roles.ts'
import type { ProposalView } from '#domain/contract/proposals.ts'
import { useMoreBallots } from './proposals.api.ts'
import css from './proposals.module.css'
import { useSentences } from './sentences.ts'

/** Who voted how, and why: a recorded vote. Dissent stands in the same rank as assent. */
export function Reasons({ proposal: { id: proposalId, ballots: first, moreBallots, alternatives } }: { proposal: ProposalView }) {
  const { t } = useTranslation()
  const names = useRoleNames()
  const format = useFormat()
  const sentences = useSentences()
  const { data, isFetching, hasNextPage, refetch, fetchNextPage } = useMoreBallots(proposalId, first.at(-1)?.id ?? '')
  const ballots = [...first, ...data?.pages.flatMap((page) => page.ballots) ?? []]
  if (ballots.length === 0) return null
  return (
    <section aria-labelledby="reasons">
      <h2 id="reasons" className={css.section}>{t('proposals.ballotsCast')}</h2>
      <ul className={css.ballots}>
        {ballots.map(({ id, elector, content, reason, castAt, changed, byProxy }) => (
          <li key={id}>
            <Avatar person={elector} decorative />
            <div>
              <p><Marked text={t('proposals.ballotOf', { name: elector.name, role: names[partyOf(elector)], choice: sentences.content(content, alternatives) })} parts={{ who: <b />, choice: <b /> }} /> <time dateTime={castAt}>{format.date(castAt)}</time>{changed && ` · ${t('proposals.changed')}`}{byProxy && ` · ${t('proposals.castByProxyOf', { name: byProxy.name })}`}</p>
              {reason && <p className={css.reason}>{reason}</p>}
            </div>
          </li>
        ))}
      </ul>
      {(data ? hasNextPage : moreBallots) && <Button variant="default" loading={isFetching} onClick={() => void (data ? fetchNextPage() : refetch())}>{t('proposals.moreBallots')}</Button>}
    </section>
  )
}
