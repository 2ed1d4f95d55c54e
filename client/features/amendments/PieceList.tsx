import { Checkbox } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#client/lib/format.ts'
import { StateTag, type Tone } from '#client/ui/StateTag.tsx'
import type { PieceView } from '#domain/contract/pieces.ts'
import css from './pieces.module.css'
import { useInstruction } from './useInstruction.ts'

const tones: Record<PieceView['stand'], Tone> = { clean: 'ok', conflict: 'warn', done: 'neutral' }
const standKeys: Record<PieceView['stand'], string> = { clean: 'pieces.stand.clean', conflict: 'pieces.stand.conflict', done: 'pieces.stand.done' }

interface PieceListProps {
  readonly legend: string
  readonly pieces: readonly PieceView[]
  /** Which are chosen; null where nobody chooses. */
  readonly chosen: ReadonlySet<string> | null
  readonly onChoose?: (chosen: ReadonlySet<string>) => void
}

/** The pieces of an amendment, each with how it stands to the draft of now, to be read or chosen among; only clean ones can be chosen. */
export function PieceList({ legend, pieces, chosen, onChoose }: PieceListProps) {
  const choose = (piece: PieceView, isChosen: boolean) => onChoose?.(withNeeds(pieces, chosen ?? new Set(), piece, isChosen))
  return (
    <fieldset className={css.pieces}>
      <legend className="visually-hidden">{legend}</legend>
      {pieces.map((piece) => <Piece key={piece.id} piece={piece} isChosen={chosen ? chosen.has(piece.id) : null} onChoose={(isChosen) => choose(piece, isChosen)} />)}
    </fieldset>
  )
}

/** What a piece needs is chosen with it, and goes only together with what needs it. */
function withNeeds(pieces: readonly PieceView[], chosen: ReadonlySet<string>, piece: PieceView, isChosen: boolean): ReadonlySet<string> {
  const result = new Set(chosen)
  const isClean = (id: string | null) => pieces.some((other) => other.id === id && other.stand === 'clean')
  if (isChosen) for (let next: PieceView | undefined = piece; next && isClean(next.id); next = pieces.find(({ id }) => id === next?.needs)) result.add(next.id)
  else {
    result.delete(piece.id)
    for (const { id, needs } of pieces) if (needs === piece.id) result.delete(id)
  }
  return result
}

function Piece({ piece, isChosen, onChoose }: { piece: PieceView; isChosen: boolean | null; onChoose: (isChosen: boolean) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { sentence, lines } = useInstruction()(piece.instruction)
  const about = useId()
  const { stand, needs, changed, now, wanted } = piece
  const isShown = stand === 'conflict' || (stand === 'clean' && changed !== null)
  return (
    <div className={css.piece} data-stand={stand}>
      {isChosen === null
        ? <p className={css.sentence}>{sentence}</p>
        : <Checkbox checked={isChosen} disabled={stand !== 'clean'} onChange={(event) => onChoose(event.currentTarget.checked)} label={sentence} aria-describedby={about} classNames={{ label: css.sentence ?? '' }} />}
      {lines.length > 0 && <blockquote className={css.lines}>{lines.map((line, index) => <p key={index}>{line}</p>)}</blockquote>}
      <p id={about} className={css.about}>
        <StateTag tone={tones[stand]}>{t(standKeys[stand])}</StateTag>
        {stand === 'conflict' && <span>{t('pieces.conflictMeans')}</span>}
        {stand === 'done' && <span>{t('pieces.doneMeans')}</span>}
        {needs && stand === 'clean' && <span>{t('pieces.needs')}</span>}
        {changed && <span>{t('pieces.changedBy', { name: changed.by.name, when: format.dateTime(changed.at) })}</span>}
      </p>
      {isShown && (
        <dl className={css.pair}>
          <div><dt>{t('pieces.now')}</dt><dd className={css.words}>{now ?? <i>{t('pieces.nothingThere')}</i>}</dd></div>
          <div><dt>{t('pieces.wanted')}</dt><dd className={css.words}>{wanted ?? <i>{t('pieces.nothingThere')}</i>}</dd></div>
        </dl>
      )}
    </div>
  )
}
