import { Button, CopyButton } from '@mantine/core'
import { useContext, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LawLanguage } from '#client/editor/lawLanguage.ts'
import { useFormat } from '#client/lib/format.ts'
import type { RescueCopy } from '#client/lib/waiting.ts'
import { Confirm } from '#client/ui/Confirm.tsx'
import css from './drafts.module.css'
import { RescueNews } from './RescueNews.tsx'

const reasonKeys: Record<RescueCopy['because'], string> = {
  atRest: 'drafts.rescueAtRest', forbidden: 'drafts.rescueForbidden', malformed: 'drafts.rescueMalformed', tooLarge: 'drafts.rescueTooLarge', hidden: 'drafts.rescueHidden',
  restored: 'drafts.rescueRestored', outOfDate: 'drafts.rescueOutOfDate', nowhere: 'drafts.rescueNowhere',
}

interface RescueListProps { readonly copies: readonly RescueCopy[]; readonly discard: (copyId: string) => Promise<void> }

/** Words that a text did not take: when, where, why, and what they were. */
export default function RescueList({ copies, discard }: RescueListProps) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<RescueCopy | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  return (
    <section className={css.rescue} aria-labelledby="rescue">
      <RescueNews copies={copies} heading={heading} />
      <h2 id="rescue" ref={heading} tabIndex={-1}>{t('drafts.rescueTitle')}</h2>
      <p>{t('drafts.rescueWhy')}</p>
      {copies.map((copy) => <Copy key={copy.id} copy={copy} onDiscard={() => setAsked(copy)} />)}
      <Confirm
        opened={asked !== null} title={t('drafts.discardTitle')} action={t('drafts.discard')} danger onClose={() => setAsked(null)}
        onConfirm={() => { if (asked) void discard(asked.id); setAsked(null) }}
      >
        <p>{t('drafts.discardWhy')}</p>
      </Confirm>
    </section>
  )
}

function Copy({ copy: { clauseId, label, because, at, blocks }, onDiscard }: { copy: RescueCopy; onDiscard: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const when = new Date(at)
  const name = label || t('drafts.aClause')
  return (
    <article className={css.rescued} aria-label={t('drafts.rescuedFrom', { clause: name })} data-rescued={clauseId}>
      <div className={css.rescueHead}>
        <h3>{name}</h3>
        <time dateTime={when.toISOString()}>{format.dateTime(when)}</time>
        <CopyButton value={blocks.map(({ text }) => text).join('\n')}>{({ copied, copy }) => <Button size="xs" variant="default" onClick={copy}>{copied ? t('drafts.copied') : t('drafts.copyWords')}</Button>}</CopyButton>
        <Button size="xs" variant="default" onClick={onDiscard}>{t('drafts.discardAsk')}</Button>
      </div>
      <p>{t(reasonKeys[because])}</p>
      <blockquote lang={useContext(LawLanguage) ?? undefined}>
        {blocks.map(({ id, text }) => <p key={id}>{id === 'late' && because !== 'nowhere' && <span lang={document.documentElement.lang}>{t('drafts.rescueLate')} </span>}{text}</p>)}
      </blockquote>
    </article>
  )
}
