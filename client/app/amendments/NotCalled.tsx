import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useClauseNames } from '#client/lib/useClauseNames.ts'
import { Marked } from '#client/ui/Marked.tsx'
import type { AmendmentView } from '#domain/contract/amendments.ts'
import type { DraftView } from '#domain/contract/drafts.ts'

/** Why an amendment was not called: which other one came in its place, and where. */
export function NotCalled({ preempted: { by, clauseId }, isAmended, draft }: { preempted: NonNullable<AmendmentView['preempted']>; /** It is the one that this one would have amended. */ isAmended: boolean; draft: DraftView }) {
  const { t } = useTranslation()
  const nameOf = useClauseNames(draft.id, 'inSentence')
  const clause = clauseId && nameOf(clauseId)
  const key = isAmended ? 'amendments.notCalledAmended' : clauseId === null ? 'amendments.notCalledChosen' : clause ? 'amendments.notCalledChanged' : 'amendments.notCalledGone'
  return <span><Marked text={t(key, { number: by.number, clause })} parts={{ place: <Link to={`/amendments/${by.id}`} /> }} /> {clauseId !== null && t('amendments.notCalledRule')}</span>
}
