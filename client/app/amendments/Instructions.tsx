import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import amendments from '#client/features/amendments/amendments.module.css'
import { usePieces } from '#client/features/amendments/pieces.api.ts'
import css from '#client/features/amendments/pieces.module.css'
import { useInstruction } from '#client/features/amendments/useInstruction.ts'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { StateTag } from '#client/ui/StateTag.tsx'
import type { AmendmentView } from '#domain/contract/amendments.ts'
import { useLabelLanguage } from '#client/lib/useLabelLanguage.ts'

/** The amendment as a drafter would order it, sentence by sentence; where some were accepted, which. */
export default function Instructions({ amendment: { id, settled } }: { amendment: AmendmentView }) {
  const { t } = useTranslation()
  const pieces = usePieces(id, useLabelLanguage())
  const say = useInstruction()
  if (pieces.error) return <ErrorNotice error={pieces.error} title={t('pieces.failed')} onRetry={() => void pieces.refetch()} />
  if (!pieces.data) return <LoadingBars label={t('pieces.loading')} />
  if (pieces.data.pieces.length === 0) return <p className={amendments.note}>{t('amendments.changesNothing')}</p>
  const accepted = settled && settled.pieces.length > 0 ? new Set(settled.pieces) : null
  return (
    <>
      <ol className={css.instructions}>
        {pieces.data.pieces.map((piece) => {
          const { sentence, lines } = say(piece.instruction)
          return (
            <li key={piece.id}>
              <p className={css.sentence}>{sentence}</p>
              {lines.length > 0 && <blockquote className={css.lines}>{lines.map((line, index) => <p key={index}>{line}</p>)}</blockquote>}
              {accepted && <p><StateTag tone={accepted.has(piece.id) ? 'ok' : 'neutral'}>{t(accepted.has(piece.id) ? 'pieces.accepted' : 'pieces.rejected')}</StateTag></p>}
            </li>
          )
        })}
      </ol>
      <div className={css.foot}>
        <p>{t('pieces.onDate', { seq: pieces.data.from })}</p>
        <Button variant="default" size="xs" leftSection={<IconPrinter size={16} stroke={1.6} aria-hidden />} onClick={() => window.print()}>{t('pieces.print')}</Button>
      </div>
    </>
  )
}
