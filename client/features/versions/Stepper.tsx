import { Button, type ButtonProps, NativeSelect } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#client/lib/format.ts'
import type { Moment } from '#domain/contract/history.ts'
import type { VersionView } from '#domain/contract/versions.ts'
import { wordsAlone } from './historyAddress.ts'
import css from './versions.module.css'

interface StepperProps {
  readonly earlier: Moment | null
  readonly later: Moment | null
  readonly onStep: (seq: number) => void
}

/** From moment to moment, in the order in which they came. */
export function Stepper({ earlier, later, onStep }: StepperProps) {
  const { t } = useTranslation()
  return (
    <div className={css.steps} role="group" aria-label={t('versions.step')}>
      <Step to={earlier} whyNot={t('versions.isFirst')} onStep={onStep} leftSection={<IconChevronLeft size={16} aria-hidden />}>{t('versions.previous')}</Step>
      <Step to={later} whyNot={t('versions.isLast')} onStep={onStep} rightSection={<IconChevronRight size={16} aria-hidden />}>{t('versions.next')}</Step>
    </div>
  )
}

/** It stays the same button when there is nowhere to go on, so that the focus stays on it. */
function Step({ to, whyNot, onStep, ...props }: ButtonProps & { to: Moment | null; whyNot: string; onStep: (seq: number) => void; children: ReactNode }) {
  return <Button size="xs" variant="default" {...props} {...(!to && { 'data-disabled': true, 'aria-disabled': true, title: whyNot })} onClick={() => { if (to) onStep(to.seq) }} />
}

interface ComparedWithProps {
  /** The place in the journal that is shown; only earlier ones are offered. */
  readonly at: number
  readonly from: number | null
  readonly moments: readonly Moment[]
  readonly versions: readonly VersionView[]
  readonly wordsOf: (moment: Moment) => string
  readonly onChange: (from: number | null) => void
}

/** What the words shown are compared with: the moment before, any other, or nothing. */
export function ComparedWith({ at, from, moments, versions, wordsOf, onChange }: ComparedWithProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const offered = new Set<number>([wordsAlone])
  const once = ({ seq }: { seq: number }) => {
    if (seq >= at || offered.has(seq)) return false
    offered.add(seq)
    return true
  }
  const ofVersions = versions.filter(once).map(({ seq, name }) => ({ value: String(seq), label: name }))
  const ofMoments = moments.filter(once).map((moment) => ({ value: String(moment.seq), label: `${format.dateTime(moment.at)}: ${wordsOf(moment)}` }))
  const isElsewhere = from !== null && !offered.has(from)
  return (
    <NativeSelect
      className={css.compared ?? ''} label={t('versions.comparedWith')} value={from === null ? '' : String(from)}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))}
      data={[
        { value: '', label: t('versions.momentBefore') },
        { value: String(wordsAlone), label: t('versions.nothingAlone') },
        ...(isElsewhere ? [{ value: String(from), label: t('versions.placeInJournal', { seq: from }) }] : []),
        ...(ofVersions.length > 0 ? [{ group: t('versions.versions'), items: ofVersions }] : []),
        ...(ofMoments.length > 0 ? [{ group: t('versions.timeLine'), items: ofMoments }] : []),
      ]}
    />
  )
}
