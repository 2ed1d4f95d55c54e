import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#client/lib/format.ts'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { RefusalNote } from '#client/ui/RefusalNote.tsx'
import type { AmendmentSummary } from '#domain/contract/amendments.ts'
import { linkKinds } from '#domain/amendments/linkKinds.ts'
import type { OrderView } from '#domain/contract/marshalling.ts'
import { useLinking } from './marshalling.api.ts'
import css from './order.module.css'
import { useOrderWords } from './orderWords.ts'

interface Props { readonly amendment: AmendmentSummary; readonly order: OrderView; readonly mayLink: boolean }

/** What members say of an amendment and others, beyond what the words show; and, for who may, a way to say it. */
export function Links({ amendment: { id, draftId }, order, mayLink }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = useOrderWords(order)
  const announce = useAnnounce()
  const linking = useLinking(draftId, id)
  const own = order.links.filter(({ amendmentId, otherId }) => amendmentId === id || otherId === id)
  const linked = new Set(own.flatMap(({ amendmentId, otherId }) => [amendmentId, otherId]))
  const others = order.groups.flat().filter(({ amendment }) => amendment.id !== id && !linked.has(amendment.id))
  const remove = (otherId: string) => linking.unlink.mutate(otherId, { onSuccess: () => announce(t('marshalling.link.removed')) })
  return (
    <>
      {own.length > 0 && (
        <ul className={css.links}>
          {own.map((link) => {
            const otherId = link.amendmentId === id ? link.otherId : link.amendmentId
            return (
              <li key={otherId}>
                <span>{words.link(id, link)} {link.note && <q>{link.note}</q>} <small>{t('marshalling.link.by', { name: link.by.name, when: format.date(link.at) })}</small></span>
                {mayLink && <ActionIcon variant="subtle" color="gray" loading={linking.unlink.isPending} aria-label={t('marshalling.link.remove', { name: words.named(id), other: words.named(otherId) })} onClick={() => remove(otherId)}><IconX size={16} aria-hidden /></ActionIcon>}
              </li>
            )
          })}
        </ul>
      )}
      <RefusalNote error={linking.unlink.error} />
      {mayLink && others.length > 0 && <LinkForm id={id} draftId={draftId} others={others.map(({ amendment }) => ({ value: amendment.id, label: t('marshalling.choose', { name: words.nameOf(amendment.id), title: amendment.title }) }))} words={words} />}
    </>
  )
}

interface FormProps { readonly id: string; readonly draftId: string; readonly others: readonly { readonly value: string; readonly label: string }[]; readonly words: Pick<ReturnType<typeof useOrderWords>, 'nameOf' | 'named' | 'namedFirst'> }

function LinkForm({ id, draftId, others, words }: FormProps) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const { link } = useLinking(draftId, id)
  const [isOpen, setIsOpen] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const otherId = String(data.get('other') ?? '')
    const kind = linkKinds.find((known) => known === data.get('kind')) ?? 'together'
    link.mutate({ otherId, kind, note: String(data.get('note') ?? '') }, { onSuccess: () => { setIsOpen(false); announce(t('marshalling.link.saved', { name: words.namedFirst(id), other: words.named(otherId) })) } })
  }
  return (
    <details className={css.linkForm} open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary aria-label={t('marshalling.link.addTo', { name: words.nameOf(id) })}>{t('marshalling.link.add')}</summary>
      {isOpen && (
        <form onSubmit={submit}>
          <NativeSelect name="other" label={t('marshalling.link.other')} required data={[{ value: '', label: t('marshalling.link.chooseOther') }, ...others]} />
          <NativeSelect name="kind" label={t('marshalling.link.how')} data={[{ value: 'together', label: t('marshalling.link.kindTogether') }, { value: 'consequential', label: t('marshalling.link.kindConsequential') }]} />
          <TextInput name="note" label={t('marshalling.link.note')} maxLength={500} />
          <RefusalNote error={link.error} />
          <div><Button type="submit" size="xs" loading={link.isPending}>{t('marshalling.link.save')}</Button></div>
        </form>
      )}
    </details>
  )
}
