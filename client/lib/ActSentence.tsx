import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Marked } from '#client/ui/Marked.tsx'
import { useRoleNames } from '#client/ui/roles.ts'
import { useStageNames } from '#client/ui/StageSteps.tsx'
import type { RecordEntryView } from '#domain/contract/records.ts'
import { type Act, factsOf } from './actFacts.ts'
import { useFormat, useLocalized } from './format.ts'
import { membersQuery, proposalsQuery } from './queries.ts'
import { useClauseNames } from './useClauseNames.ts'

/** One act of the record as a sentence: who did what, with the way to what it is about. */
export function ActSentence({ entry, workspaceId }: { entry: RecordEntryView; workspaceId: string }) {
  const words = useActWords(entry, workspaceId)
  const { t } = useTranslation()
  return <Marked text={t(words.key, words.values)} parts={{ who: <b />, place: placeOf(entry) }} />
}

function placeOf({ name, ids, draft }: RecordEntryView): ReactElement {
  if (ids['amendmentId'] && name.startsWith('amendment.')) return <Link to={`/amendments/${ids['amendmentId']}`} />
  if (ids['proposalId']) return <Link to={`/proposals/${ids['proposalId']}`} />
  if (draft) return <Link to={`/drafts/${draft.id}${ids['clauseId'] ? `#clause-${ids['clauseId']}` : ''}`} />
  return <span />
}

function useActWords(entry: RecordEntryView, workspaceId: string): { key: string; values: Record<string, unknown> } {
  const { t } = useTranslation()
  const roles = useRoleNames()
  const stageNames = useStageNames()
  const { list, language } = useFormat()
  const localized = useLocalized()
  const members = useQuery(membersQuery(workspaceId)).data
  const proposals = useQuery(proposalsQuery(workspaceId)).data
  const clauseId = entry.ids['clauseId']
  const clauseName = useClauseNames(['clause.linked', 'clause.restored', 'clause.corrected'].includes(entry.name) && entry.draft ? entry.draft.id : null, 'inSentence')
  const facts = factsOf(entry)
  const personOf = (userId: string | undefined) => members?.find(({ id }) => id === userId)?.name ?? t('records.formerMember')
  const standing = ({ role, functions }: NonNullable<Act['standing']>) => list([...(role ? [role] : []), ...functions].map((party) => roles[party]))
  const outcomes = { adopted: t('records.outcome.adopted'), rejected: t('records.outcome.rejected'), invalid: t('records.outcome.invalid') }
  const choices = { for: t('records.choice.for'), against: t('records.choice.against'), abstention: t('records.choice.abstention') }
  return {
    key: facts.key,
    values: {
      ...facts.counts,
      name: entry.actor?.name || t('records.nobody'), person: personOf(entry.ids['userId']), giver: personOf(entry.ids['giverId']), holder: personOf(entry.ids['holderId']), elector: personOf(facts.electorId), title: entry.draft ? localized(entry.draft.title) : '',
      ...(facts.title && { version: facts.title }), clause: (clauseId && clauseName(clauseId)) || t('records.someClause'),
      number: facts.number ?? proposals?.find(({ id }) => id === entry.ids['proposalId'])?.number ?? '',
      ...(facts.standing && { standing: standing(facts.standing) }), ...(facts.before && { before: standing(facts.before) }),
      ...(facts.from && { from: stageNames[facts.from] }), ...(facts.to && { to: stageNames[facts.to] }),
      ...(facts.language && { from: language(facts.language.from), to: language(facts.language.to) }),
      ...(facts.outcome && { outcome: outcomes[facts.outcome] }), ...(facts.choice && { choice: choices[facts.choice] }),
      challenges: t('records.challenges', { count: facts.counts['challengeCount'] ?? 0 }), measures: t('records.measures', { count: facts.counts['measureCount'] ?? 0 }),
    },
  }
}
