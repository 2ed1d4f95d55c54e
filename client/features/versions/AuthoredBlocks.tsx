import { type FocusEvent, type KeyboardEvent, type MouseEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLawLanguage } from '#client/editor/lawLanguage.ts'
import { numbersOf } from '#client/editor/printedNumbers.ts'
import { cut } from '#client/editor/pieces.ts'
import { Glyph } from '#client/ui/Glyph.tsx'
import { classOfParty } from '#client/ui/roles.ts'
import type { AttributionView } from '#domain/contract/history.ts'
import { cellPlaces } from '#domain/text/tables.ts'
import { type AttributedRun, writersIn } from './authors.ts'
import css from './law.module.css'
import { InlineWords, type LabelAt, LawBlock } from './LawBlock.tsx'
import type { Person } from './people.ts'
import type { ClauseAt } from './shownClauses.ts'

interface AuthoredBlocksProps {
  readonly clause: ClauseAt
  readonly attribution: AttributionView
  readonly personOf: (userId: string) => Person
  readonly labelAt: LabelAt
  readonly onTell: (run: AttributedRun) => void
}

/** The words of a clause, each run on the ground of its author's role, with the line that the legend gives that person. One tab stop; arrows go from run to run. */
export function AuthoredBlocks({ clause, attribution, personOf, labelAt, onTell }: AuthoredBlocksProps) {
  const language = useLawLanguage()
  const [reached, setReached] = useState<string | null>(null)
  const numbers = numbersOf(clause.content.blocks, language, ({ id }) => labelAt({ target: clause.id, block: id, form: 'note' }))
  const places = cellPlaces(clause.content.blocks)
  const writers = writersIn(attribution)
  const runsOf = new Map(attribution.blocks.map(({ blockId, runs }) => [blockId, runs]))
  const keyOf = (blockId: string, run: AttributedRun) => `${blockId}:${run.from}`
  const first = attribution.blocks.find(({ runs }) => runs.length > 0)
  const stop = reached ?? (first?.runs[0] ? keyOf(first.blockId, first.runs[0]) : null)
  const tell = (event: FocusEvent | MouseEvent) => {
    const [blockId = '', from] = keyAt(event.target)?.split(':') ?? []
    const run = runsOf.get(blockId)?.find((candidate) => String(candidate.from) === from)
    if (run) onTell(run)
  }
  return (
    <div onMouseOver={tell} onFocus={(event) => { setReached(keyAt(event.target)); tell(event) }} onKeyDown={step}>
      {clause.content.blocks.map((block, index) => {
        const runs = runsOf.get(block.id) ?? []
        const pieces = cut(block.inlines, runs.flatMap(({ from, to }) => [from, to]))
        return (
          <LawBlock key={`${index}:${block.id}`} kind={clause.kind} type={block.type} id={block.id} number={numbers[index] ?? null} place={places[index]}>
            {runs.map((run, place) => (
              <Run
                key={run.from} id={keyOf(block.id, run)} person={personOf(run.userId)} line={writers.indexOf(run.userId) % lines.length}
                isNew={runs[place - 1]?.userId !== run.userId} isStop={keyOf(block.id, run) === stop}
              >
                {pieces.filter(({ from, to }) => from >= run.from && to <= run.to).map(({ inline, from }) => <Words key={from} inline={inline} labelAt={labelAt} />)}
              </Run>
            ))}
            {block.inlines.length === 0 && <br />}
          </LawBlock>
        )
      })}
    </div>
  )
}

/** The lines under the words, by the place of the person in the legend. */
export const lines = ['solid', 'dashed', 'dotted', 'double', 'wavy'] as const

function Words(props: { inline: Parameters<typeof InlineWords>[0]['inline']; labelAt: LabelAt }) {
  const { t } = useTranslation()
  return <InlineWords {...props} broken={t('versions.brokenReference')} />
}

function Run({ id, person, line, isNew, isStop, children }: { id: string; person: Person; line: number; isNew: boolean; isStop: boolean; children: React.ReactNode }) {
  const { t } = useTranslation()
  return (
    <span className={`${css.run} ${css[lines[line] ?? 'solid']} ${classOfParty(person.party)}`} data-run={id} role="group" tabIndex={isStop ? 0 : -1} aria-label={t('versions.wordsBy', { name: person.name })}>
      {isNew && <Glyph party={person.party} small />}{children}
    </span>
  )
}

const keyAt = (target: EventTarget) => (target instanceof Element ? target.closest<HTMLElement>('[data-run]')?.dataset['run'] ?? null : null)

function step(event: KeyboardEvent<HTMLElement>) {
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
  if (!by || !(event.target instanceof HTMLElement)) return
  const runs = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-run]')]
  const next = runs[runs.indexOf(event.target) + by]
  if (!next) return
  event.preventDefault()
  next.focus()
}
