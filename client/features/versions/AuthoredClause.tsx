import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLawLanguage } from '#client/editor/lawLanguage.ts'
import { useFormat } from '#client/lib/format.ts'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { RoleBadge } from '#client/ui/RoleBadge.tsx'
import { classOfParty, useRoleNames } from '#client/ui/roles.ts'
import { AuthoredBlocks, lines } from './AuthoredBlocks.tsx'
import { type AttributedRun, writersIn } from './authors.ts'
import css from './law.module.css'
import type { LabelAt } from './LawBlock.tsx'
import { type Person, usePeople } from './people.ts'
import type { ClauseAt } from './shownClauses.ts'
import { useThrough } from './through.ts'
import { useAttribution } from './versions.api.ts'

/** A clause by author: whose each word is, with a legend, and one line that tells of the words one points at. */
export function AuthoredClause({ draftId, seq, clause, labelAt }: { draftId: string; seq: number; clause: ClauseAt; labelAt: LabelAt }) {
  const { t } = useTranslation()
  const law = useLawLanguage()
  const attribution = useAttribution(draftId, clause.id, seq)
  const personOf = usePeople(attribution.data?.people ?? [])
  const [told, setTold] = useState<AttributedRun | null>(null)
  if (attribution.error) return <ErrorNotice error={attribution.error} title={t('versions.authorsFailed')} onRetry={() => void attribution.refetch()} />
  if (!attribution.data) return <LoadingBars label={t('ui.loading')} lines={4} />
  const writers = writersIn(attribution.data)
  return (
    <>
      <Legend people={writers.map((id) => ({ id, ...personOf(id) }))} />
      <div className="law" data-node={clause.kind} lang={law}>
        <AuthoredBlocks clause={clause} attribution={attribution.data} personOf={personOf} labelAt={labelAt} onTell={setTold} />
      </div>
      <p className={css.told} role="status">{told ? <Told run={told} personOf={personOf} /> : t('versions.howToTell')}</p>
    </>
  )
}

function Legend({ people }: { people: readonly (Person & { readonly id: string })[] }) {
  const { t } = useTranslation()
  return (
    <ul className={css.legend} aria-label={t('versions.legend')}>
      {people.map(({ id, name, party }, index) => (
        <li key={id}><span className={`${css.run} ${css[lines[index % lines.length] ?? 'solid']} ${classOfParty(party)}`}>{name}</span> <RoleBadge party={party} /></li>
      ))}
    </ul>
  )
}

function Told({ run, personOf }: { run: AttributedRun; personOf: (userId: string) => Person }) {
  const format = useFormat()
  const roles = useRoleNames()
  const throughOf = useThrough(personOf)
  const { name, party } = personOf(run.userId)
  return <><b>{name}</b>, {roles[party]}, <time dateTime={run.at}>{format.dateTime(run.at)}</time>{run.through && <>. {throughOf(run.through)}</>}</>
}
