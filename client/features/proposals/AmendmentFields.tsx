import { Checkbox, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#client/lib/format.ts'
import { amendmentsQuery } from '#client/lib/queries.ts'
import { amendmentsAmong } from '#domain/decisions/method.ts'
import css from './proposals.module.css'
import { useCollisions } from './proposals.api.ts'

interface AmendmentFieldsProps { readonly draftId: string; readonly value: readonly string[]; readonly onChange: (amendmentIds: readonly string[]) => void }

/** The sealed amendments that can be chosen among; with a hint where two of those ticked could both be agreed to, each in a vote of its own. */
export function AmendmentFields({ draftId, value, onChange }: AmendmentFieldsProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const amendments = useQuery(amendmentsQuery(draftId)).data ?? []
  const known = useCollisions(draftId, true).data
  if (!known || known.choosable.length < amendmentsAmong.fewest) return null
  const choosable = amendments.filter(({ id }) => known.choosable.includes(id))
  const nameOf = (id: string) => { const own = choosable.find((one) => one.id === id); return t('proposals.amendmentNamed', { number: own?.number, title: own?.title }) }
  const exclude = (a: string, b: string) => known.collisions.some(({ between }) => between.includes(a) && between.includes(b))
  const compatible = value.flatMap((one, index) => value.slice(index + 1).flatMap((other) => (exclude(one, other) ? [] : [[one, other] as const])))
  return (
    <>
      <Checkbox.Group label={t('proposals.amongAmendments')} description={t('proposals.amongAmendmentsMean')} value={[...value]} onChange={(ids) => onChange(choosable.flatMap(({ id }) => (ids.includes(id) ? [id] : [])))}>
        <Stack gap="xs" mt="xs">{choosable.map(({ id }) => <Checkbox key={id} value={id} label={nameOf(id)} disabled={value.length >= amendmentsAmong.most && !value.includes(id)} />)}</Stack>
      </Checkbox.Group>
      <div role="status" className={css.note}>
        {value.length > 0 && value.length < amendmentsAmong.fewest && <p>{t('proposals.oneMore')}</p>}
        {compatible.map(([one, other]) => <p key={`${one}:${other}`}>{t('proposals.bothPossible', { names: format.list([nameOf(one), nameOf(other)]) })}</p>)}
      </div>
    </>
  )
}
