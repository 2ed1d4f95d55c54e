import { useTranslation } from 'react-i18next'
import { useFormat } from '#client/lib/format.ts'
import { useClauseNames } from '#client/lib/useClauseNames.ts'
import { useStageNames } from '#client/ui/StageSteps.tsx'
import type { Moment } from '#domain/contract/history.ts'
import type { Person } from './people.ts'

/** Says what a moment of the time line is: the writing of a day, a decision, another stage, a named version, words brought back. */
export function useMomentWords(draftId: string, personOf: (userId: string) => Person): (moment: Moment) => string {
  const { t } = useTranslation()
  const { list } = useFormat()
  const stages = useStageNames()
  const nameOf = useClauseNames(draftId, 'inSentence')
  const outcomes = { adopted: t('versions.outcome.adopted'), rejected: t('versions.outcome.rejected'), invalid: t('versions.outcome.invalid') }
  return ({ kind, changes, people, clauses, name, proposal, stage }) => {
    const who = list(people.map((id) => personOf(id).name))
    const what = list(clauses.flatMap((id) => nameOf(id) ?? []))
    if (proposal) {
      const { number, what: happened, outcome } = proposal
      if (happened === 'opened') return t('versions.moment.opened', { number })
      return outcome ? t('versions.moment.decided', { number, outcome: outcomes[outcome] }) : t('versions.moment.closed', { number })
    }
    if (stage) return t('versions.moment.stage', { from: stages[stage.from], to: stages[stage.to] })
    if (kind === 'version') return t('versions.moment.version', { name: name ?? '' })
    if (kind === 'restore') return what === '' ? t('versions.moment.restoredAll', { who }) : t('versions.moment.restored', { who, what })
    return t('versions.moment.day', { count: changes, who })
  }
}
