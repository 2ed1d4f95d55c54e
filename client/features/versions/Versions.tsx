import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useFormat } from '#client/lib/format.ts'
import { Avatar } from '#client/ui/Avatar.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import type { VersionView } from '#domain/contract/versions.ts'
import css from './timeline.module.css'
import type { useVersions } from './versions.api.ts'

interface VersionsProps {
  readonly versions: ReturnType<typeof useVersions>
  readonly at: number | null
  readonly searchFor: (seq: number) => string
  readonly onCompare: (from: number, at: number) => void
}

/** The moments that somebody named; two of them can be compared. */
export function Versions({ versions: { data, error, refetch }, at, searchFor, onCompare }: VersionsProps) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<readonly string[]>([])
  if (error) return <ErrorNotice error={error} title={t('versions.versionsFailed')} onRetry={() => void refetch()} />
  if (!data) return <LoadingBars label={t('ui.loading')} lines={3} />
  if (data.length === 0) return <EmptyState title={t('versions.noVersions')}>{t('versions.noVersionsHow')}</EmptyState>
  const [from, to] = data.filter(({ id }) => chosen.includes(id)).map(({ seq }) => seq).sort((a, b) => a - b)
  // The latest two that were chosen: a third takes the place of the first.
  const toggle = (id: string) => setChosen((old) => old.includes(id) ? old.filter((other) => other !== id) : [...old.slice(-1), id])
  const isPair = from !== undefined && to !== undefined
  return (
    <>
      <ul className={css.versions}>
        {data.map((version) => <Version key={version.id} version={version} isShown={version.seq === at} search={searchFor(version.seq)} isChosen={chosen.includes(version.id)} onToggle={() => toggle(version.id)} />)}
      </ul>
      {data.length > 1 && (
        <div className={css.pair}>
          <p>{t('versions.chooseTwo')}</p>
          <Button size="xs" variant="default" {...(!isPair && { 'aria-disabled': true, 'data-disabled': true })} onClick={() => { if (isPair) onCompare(from, to) }}>{t('versions.compareTwo')}</Button>
        </div>
      )}
    </>
  )
}

function Version({ version: { name, at, by }, isShown, search, isChosen, onToggle }: { version: VersionView; isShown: boolean; search: string; isChosen: boolean; onToggle: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <li>
      <Checkbox size="xs" checked={isChosen} onChange={onToggle} aria-label={t('versions.chooseToCompare', { name })} />
      <div>
        <Link to={search} replace aria-current={isShown || undefined} className={css.versionName}>{name}</Link>
        <p className={css.by}><Avatar person={by} decorative /> <span>{t('versions.namedBy', { name: by.name, when: format.dateTime(at) })}</span></p>
      </div>
    </li>
  )
}
