import { useTranslation } from 'react-i18next'
import { StateTag, type Tone } from '#client/ui/StateTag.tsx'
import type { ClauseChange } from './shownClauses.ts'

const tones: Record<ClauseChange['change'], Tone> = { added: 'ok', removed: 'error', changed: 'info', moved: 'neutral', renumbered: 'neutral' }
const words: Record<ClauseChange['change'], string> = {
  added: 'versions.change.added', removed: 'versions.change.removed', changed: 'versions.change.changed', moved: 'versions.change.moved', renumbered: 'versions.change.renumbered',
}

/** What became of a clause, in a word or two. */
export function ChangeTag({ change }: { change: ClauseChange }) {
  const { t } = useTranslation()
  return (
    <>
      <StateTag tone={tones[change.change]}>{t(words[change.change])}</StateTag>
      {change.moved && change.change === 'changed' && <> <StateTag>{t('versions.change.moved')}</StateTag></>}
    </>
  )
}
