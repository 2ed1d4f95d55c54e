import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useFormat } from '#client/lib/format.ts'
import { StateTag } from '#client/ui/StateTag.tsx'
import type { Marshalled, OrderView } from '#domain/contract/marshalling.ts'
import { Links } from './Links.tsx'
import css from './order.module.css'
import { useOrderWords } from './orderWords.ts'
import { useStateWords } from './stateWords.ts'

interface Props { readonly order: OrderView; readonly chosen: ReadonlySet<string>; readonly mayLink: boolean; readonly onChoose: (id: string, isChosen: boolean) => void }

/** The amendments in the order in which they are decided, alternatives set together; each can be chosen. */
export function OrderList(props: Props) {
  const { t } = useTranslation()
  const { order: { groups, leftOut } } = props
  return (
    <>
      <ol className={css.list} aria-label={t('marshalling.list')}>
        {groups.map((group) => group.length === 1
          ? group.map((one) => <li key={one.amendment.id} className={css.item}><Item one={one} {...props} /></li>)
          : (
            <li key={group.map(({ amendment }) => amendment.id).join()} className={css.group}>
              <p className={css.groupName}>{t('marshalling.alternatives')}</p>
              <ol className={css.alternatives} aria-label={t('marshalling.alternatives')}>{group.map((one) => <li key={one.amendment.id} className={css.item}><Item one={one} {...props} /></li>)}</ol>
            </li>
          ))}
      </ol>
      {leftOut > 0 && <p className={css.note}>{t('marshalling.leftOut', { count: leftOut })}</p>}
    </>
  )
}

function Item({ one: { amendment, changes, outdated }, order, chosen, mayLink, onChoose }: Props & { readonly one: Marshalled }) {
  const { t } = useTranslation()
  const { list } = useFormat()
  const states = useStateWords()
  const words = useOrderWords(order)
  const { id, title, sponsors } = amendment
  const name = states.name(amendment)
  const exclusions = order.exclusions.filter(({ pair }) => pair.includes(id))
  return (
    <>
      <Checkbox classNames={{ label: css.choice }} label={t('marshalling.choose', { name, title })} checked={chosen.has(id)} onChange={(event) => onChoose(id, event.currentTarget.checked)} />
      <div className={css.about}>
        <p className={css.meta}>
          <StateTag tone={states.tone(amendment)}>{states.state(amendment)}</StateTag>
          <span>{t('amendments.by', { names: list(sponsors.map((person) => person.name)) })}</span>
          <Link to={`/amendments/${id}`}>{t('marshalling.read', { name })}</Link>
        </p>
        <p>{changes.length > 0 ? t('marshalling.changes', { places: words.places(changes) }) : t('marshalling.changesNothing')}</p>
        {outdated.length > 0 && <p className={css.outdated}>{t('marshalling.outdated', { places: words.places(outdated) })}</p>}
        {exclusions.length > 0 && <ul className={css.exclusions}>{exclusions.map((exclusion) => <li key={exclusion.pair.join()}>{words.excludes(id, exclusion)}</li>)}</ul>}
        <Links amendment={amendment} order={order} mayLink={mayLink} />
      </div>
    </>
  )
}
