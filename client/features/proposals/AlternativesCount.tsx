import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#client/lib/format.ts'
import tallyCss from '#client/ui/tally.module.css'
import type { ProposalView } from '#domain/contract/proposals.ts'
import css from './proposals.module.css'
import { useSentences } from './sentences.ts'

type Detail<K> = Extract<NonNullable<NonNullable<ProposalView['result']>['detail']>, { kind: K }>
interface Own<K> { readonly detail: Detail<K>; readonly nameOf: (id: string) => string }

/** How the preferred alternative was found: means, the rounds of a runoff, or the pairs. */
export function AlternativesCount({ proposal: { result, alternatives } }: { proposal: ProposalView }) {
  const sentences = useSentences()
  const nameOf = (id: string) => sentences.alternative(id, alternatives)
  const detail = result?.detail
  if (detail?.kind === 'score') return <Scores detail={detail} nameOf={nameOf} />
  if (detail?.kind === 'instantRunoff') return <Rounds detail={detail} nameOf={nameOf} />
  if (detail?.kind === 'schulze') return <Pairs detail={detail} nameOf={nameOf} />
  return null
}

function Counted({ title, children }: { title: string; children: ReactNode }) {
  return <div className={css.wide}><table className={css.tally}><caption className={css.caption}>{title}</caption>{children}</table></div>
}

const Bar = ({ share }: { share: number }) => <td className={css.barCell} aria-hidden><div className={tallyCss.bar}><i className={tallyCss.for} style={{ inlineSize: `${share * 100}%` }} /></div></td>

function Scores({ detail: { order, tieBrokenBy }, nameOf }: Own<'score'>) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <>
      <Counted title={t('proposals.means.scoreTable')}>
        <thead><tr><th scope="col">{t('proposals.alternative')}</th><td className={css.barCell} aria-hidden /><th scope="col">{t('proposals.mean')}</th><th scope="col">{t('proposals.sum')}</th></tr></thead>
        <tbody>{order.map(({ alternative, mean, sum }) => <tr key={alternative}><th scope="row">{nameOf(alternative)}</th><Bar share={mean / 5} /><td>{format.number(Math.round(mean * 100) / 100)}</td><td>{sum}</td></tr>)}</tbody>
      </Counted>
      {tieBrokenBy && <p className={css.note}>{tieBrokenBy.kind === 'keep' ? t('proposals.tieKeep') : t('proposals.tieScores', { score: tieBrokenBy.score })}</p>}
    </>
  )
}

function Rounds({ detail: { rounds }, nameOf }: Own<'instantRunoff'>) {
  const { t } = useTranslation()
  const all = rounds[0]?.votes.map(({ alternative }) => alternative) ?? []
  return (
    <>
      <Counted title={t('proposals.roundsTable')}>
        <thead><tr><th scope="col">{t('proposals.alternative')}</th>{rounds.map((_round, index) => <th key={`${index + 1}`} scope="col">{t('proposals.round', { number: index + 1 })}</th>)}</tr></thead>
        <tbody>
          {all.map((id) => <tr key={id}><th scope="row">{nameOf(id)}</th>{rounds.map(({ votes }, index) => <td key={`${index + 1}`}>{votes.find(({ alternative }) => alternative === id)?.ballots ?? '–'}</td>)}</tr>)}
          <tr><th scope="row">{t('proposals.exhausted')}</th>{rounds.map(({ exhausted }, index) => <td key={`${index + 1}`}>{exhausted}</td>)}</tr>
        </tbody>
      </Counted>
      <ol className={css.rounds}>
        {rounds.flatMap(({ eliminated, tied, tieBrokenBy }, index) => (eliminated ? [(
          <li key={eliminated}>{t('proposals.goesOut', { number: index + 1, name: nameOf(eliminated) })}{tieBrokenBy && ` ${t(`proposals.tie.${tieBrokenBy}`, { names: tied.map(nameOf).join(', ') })}`}</li>
        )] : []))}
      </ol>
    </>
  )
}

function Pairs({ detail: { alternatives, pairwise, strengths }, nameOf }: Own<'schulze'>) {
  const { t } = useTranslation()
  const matrix = (title: string, numbers: readonly (readonly number[])[]) => (
    <Counted title={title}>
      <thead><tr><th scope="col">{t('proposals.preferredTo')}</th>{alternatives.map((id) => <th key={id} scope="col">{nameOf(id)}</th>)}</tr></thead>
      <tbody>
        {alternatives.map((id, row) => (
          <tr key={id}><th scope="row">{nameOf(id)}</th>{alternatives.map((other, column) => {
            const own = numbers[row]?.[column] ?? 0
            return <td key={other}>{row === column ? '–' : own > (numbers[column]?.[row] ?? 0) ? <b>{own}</b> : own}</td>
          })}</tr>
        ))}
      </tbody>
    </Counted>
  )
  return <>{matrix(t('proposals.pairwiseTable'), pairwise)}{matrix(t('proposals.strengthsTable'), strengths)}</>
}
