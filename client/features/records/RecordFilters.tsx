import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { actNameKeys } from '#client/lib/actFacts.ts'
import { useLocalized } from '#client/lib/format.ts'
import { draftsQuery, membersQuery } from '#client/lib/queries.ts'
import { recordedEvents } from '#domain/live/events.ts'
import css from './records.module.css'
import { type FilterName, isEmpty, type RecordFilter } from './recordFilter.ts'

interface RecordFiltersProps { readonly workspaceId: string; readonly filter: RecordFilter; readonly onChange: (name: FilterName, value: string) => void; readonly onClear: () => void }

/** Which acts to show: kind, person, draft, days. Every choice is in the address, so that it can be sent to somebody. */
export function RecordFilters({ workspaceId, filter, onChange, onClear }: RecordFiltersProps) {
  const { t } = useTranslation()
  const localized = useLocalized()
  const members = useQuery(membersQuery(workspaceId)).data ?? []
  const drafts = (useQuery(draftsQuery()).data?.drafts ?? []).filter((draft) => draft.workspaceId === workspaceId)
  const select = (name: FilterName, label: string, any: string, options: { value: string; label: string }[]) => (
    <NativeSelect
      label={label} value={filter[name]} data={[{ value: '', label: any }, ...options]}
      onChange={(event) => onChange(name, event.currentTarget.value)}
    />
  )
  return (
    <search className={css.filters} aria-label={t('records.filters')}>
      {select('name', t('records.kind'), t('records.anyKind'), recordedEvents.map((name) => ({ value: name, label: t(actNameKeys[name]) })))}
      {select('actor', t('records.person'), t('records.anyPerson'), members.map(({ id, name }) => ({ value: id, label: name })))}
      {select('draft', t('records.draft'), t('records.anyDraft'), drafts.map(({ id, title }) => ({ value: id, label: localized(title) })))}
      <TextInput type="date" label={t('records.from')} value={filter.from} onChange={(event) => onChange('from', event.currentTarget.value)} />
      <TextInput type="date" label={t('records.to')} value={filter.to} onChange={(event) => onChange('to', event.currentTarget.value)} />
      {!isEmpty(filter) && <Button variant="default" onClick={onClear}>{t('records.clear')}</Button>}
    </search>
  )
}
