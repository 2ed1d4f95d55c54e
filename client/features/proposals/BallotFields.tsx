import { ActionIcon, Radio, Stack } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import type { ProposalView } from '#domain/contract/proposals.ts'
import { type BallotContent, choices, maxScore, positions } from '#domain/decisions/ballot.ts'
import { ChangedWords } from './ChangedWords.tsx'
import css from './proposals.module.css'
import { useSentences } from './sentences.ts'

interface FieldsProps { readonly proposal: ProposalView; readonly label: string; readonly value: BallotContent | null; readonly onChange: (content: BallotContent) => void }

/** What is filled in on the paper, by the method of the vote. Nothing is chosen beforehand. */
export function BallotFields(props: FieldsProps) {
  const { kind } = props.proposal.method
  if (kind === 'score') return <Scores {...props} />
  if (kind === 'ranked') return <Ranking {...props} />
  return <Choices {...props} />
}

function Choices({ proposal, label, value, onChange }: FieldsProps) {
  const sentences = useSentences()
  const papers: readonly BallotContent[] = proposal.method.kind === 'consent' ? positions.map((position) => ({ position })) : choices.map((choice) => ({ choice }))
  const nameOf = (paper: BallotContent) => ('choice' in paper ? paper.choice : 'position' in paper ? paper.position : '')
  return (
    <Radio.Group name="choice" value={value ? nameOf(value) : ''} onChange={(name) => { const paper = papers.find((own) => nameOf(own) === name); if (paper) onChange(paper) }} label={label}>
      <Stack gap={0} className={css.choices ?? ''}>{papers.map((own) => <Radio key={nameOf(own)} value={nameOf(own)} label={sentences.content(own, [])} className={css.choice ?? ''} />)}</Stack>
    </Radio.Group>
  )
}

/** What an amendment on the paper changes, to be folded out where one chooses. */
function Change({ id, proposal }: { id: string; proposal: ProposalView }) {
  const { t } = useTranslation()
  const alternative = proposal.alternatives.find((own) => own.id === id)
  if (!alternative?.amendmentId || alternative.words === null) return null
  return (
    <details className={css.fold}>
      <summary>{t('proposals.whatItChanges')}<span className="visually-hidden">: {alternative.label}</span></summary>
      <ChangedWords canonical={alternative.words} proposal={proposal} onlyChanged />
    </details>
  )
}

const scoreValues = Array.from({ length: maxScore + 1 }, (_, score) => String(score))

function Scores({ proposal, label, onChange }: FieldsProps) {
  const { alternatives } = proposal
  const { t } = useTranslation()
  const sentences = useSentences()
  const [scores, setScores] = useState<Record<string, number>>({})
  const give = (id: string, score: number) => {
    const given = { ...scores, [id]: score }
    setScores(given)
    if (alternatives.every((own) => given[own.id] !== undefined)) onChange({ scores: given })
  }
  return (
    <fieldset className={css.paper}>
      <legend>{label}</legend>
      <p className={css.note}>{t('proposals.scoreHow', { max: maxScore })}</p>
      {alternatives.map(({ id }) => (
        <div key={id} className={css.scored}>
          <Radio.Group label={sentences.alternative(id, alternatives)} value={scores[id] === undefined ? '' : String(scores[id])} onChange={(score) => give(id, Number(score))}>
            <div className={css.scale}>{scoreValues.map((score) => <Radio key={score} value={score} label={score} />)}</div>
          </Radio.Group>
          <Change id={id} proposal={proposal} />
        </div>
      ))}
    </fieldset>
  )
}

// Not `disabled`: that would take the focus from whoever has just moved something to the end with the keyboard.
const atTheEnd = { 'data-disabled': true, 'aria-disabled': true } as const

/** A ranking is an order of all alternatives, moved by buttons or by dragging. It counts once it has been touched or confirmed. */
function Ranking({ proposal, label, onChange }: FieldsProps) {
  const { alternatives } = proposal
  const { t } = useTranslation()
  const sentences = useSentences()
  const announce = useAnnounce()
  const [order, setOrder] = useState(alternatives.map(({ id }) => id))
  const [dragged, setDragged] = useState<string | null>(null)
  const name = (id: string) => sentences.alternative(id, alternatives)
  const place = (id: string, index: number) => {
    if (index < 0 || index >= order.length) return
    const others = order.filter((own) => own !== id)
    const moved = [...others.slice(0, index), id, ...others.slice(index)]
    setOrder(moved)
    onChange({ ranking: moved.map((own) => [own]) })
    announce(t('proposals.rankedAt', { name: name(id), rank: index + 1, of: order.length }))
  }
  return (
    <fieldset className={css.paper}>
      <legend>{label}</legend>
      <p className={css.note}>{t('proposals.rankHow')}</p>
      <ol className={css.ranking}>
        {order.map((id, index) => (
          <li
            key={id} draggable onDragStart={() => setDragged(id)} onDragEnd={() => setDragged(null)} onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => { event.preventDefault(); if (dragged) place(dragged, index) }} data-dragged={dragged === id || undefined}
          >
            <span className={css.rank}>{index + 1}</span><span className={css.rankName}>{name(id)}</span>
            <ActionIcon variant="default" size="lg" {...(index === 0 && atTheEnd)} aria-label={t('proposals.rankUp', { name: name(id) })} onClick={() => place(id, index - 1)}><IconArrowUp size={18} aria-hidden /></ActionIcon>
            <ActionIcon variant="default" size="lg" {...(index === order.length - 1 && atTheEnd)} aria-label={t('proposals.rankDown', { name: name(id) })} onClick={() => place(id, index + 1)}><IconArrowDown size={18} aria-hidden /></ActionIcon>
            <Change id={id} proposal={proposal} />
          </li>
        ))}
      </ol>
      <label className={css.asItStands}><input type="checkbox" onChange={(event) => { if (event.currentTarget.checked) onChange({ ranking: order.map((own) => [own]) }) }} /> {t('proposals.rankConfirm')}</label>
    </fieldset>
  )
}
