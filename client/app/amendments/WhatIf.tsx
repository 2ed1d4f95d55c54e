import { Button, NativeSelect } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { type Supposed, useWhatIf } from '#client/features/amendments/marshalling.api.ts'
import css from '#client/features/amendments/order.module.css'
import { useOrderWords } from '#client/features/amendments/orderWords.ts'
import { useFormat } from '#client/lib/format.ts'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { ErrorNotice } from '#client/ui/ErrorNotice.tsx'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import type { DraftView } from '#domain/contract/drafts.ts'
import type { OrderView } from '#domain/contract/marshalling.ts'
import { Difference } from './Difference.tsx'
import { WholeText } from './WholeText.tsx'

interface Props {
  readonly draft: DraftView; readonly order: OrderView; readonly chosen: readonly string[]; readonly isWhole: boolean
  readonly onWhole: (isWhole: boolean) => void; readonly onClear: () => void
}

/** The text that the chosen amendments would give together, or why they cannot all be agreed to. */
export function WhatIf({ draft, order, chosen, isWhole, onWhole, onClear }: Props) {
  const { t } = useTranslation()
  const { list } = useFormat()
  const words = useOrderWords(order)
  const supposed = useWhatIf(draft.id, chosen, isWhole)
  const names = list(chosen.map(words.named))
  useSaid(supposed.isPlaceholderData ? undefined : supposed.data, names)
  return (
    // Scrolls on its own, so the keyboard must reach it.
    <section className={css.whatIf} aria-labelledby="what-if" tabIndex={chosen.length > 0 ? 0 : -1} aria-busy={supposed.isFetching}>
      <h2 id="what-if">{t('marshalling.whatIf.title')}</h2>
      {chosen.length === 0 ? <p>{t('marshalling.whatIf.choose')}</p> : (
        <>
          <div className={css.bar}>
            <p>{t('marshalling.whatIf.with', { names })}</p>
            <Button size="compact-sm" variant="default" onClick={onClear}>{t('marshalling.whatIf.clear')}</Button>
            <NativeSelect
              size="xs" aria-label={t('marshalling.whatIf.view')} value={isWhole ? 'whole' : 'changes'} onChange={(event) => onWhole(event.currentTarget.value === 'whole')}
              data={[{ value: 'changes', label: t('marshalling.whatIf.changes') }, { value: 'whole', label: t('marshalling.whatIf.whole') }]}
            />
          </div>
          {supposed.error && <ErrorNotice error={supposed.error} title={t('marshalling.whatIf.failed')} onRetry={() => void supposed.refetch()} />}
          {!supposed.data && !supposed.error && <LoadingBars label={t('marshalling.whatIf.waiting')} lines={6} />}
          {supposed.data && <div className={supposed.isPlaceholderData ? css.waiting : undefined}><SupposedText draft={draft} order={order} supposed={supposed.data} /></div>}
        </>
      )}
    </section>
  )
}

function SupposedText({ draft, order, supposed }: { draft: DraftView; order: OrderView; supposed: Supposed }) {
  const { t } = useTranslation()
  const words = useOrderWords(order)
  if (!supposed.possible) {
    return (
      <Notice tone="info" title={t('marshalling.whatIf.impossible')}>
        <ul className={css.reasons}>{supposed.exclusions.map((exclusion) => <li key={exclusion.pair.join()}>{words.pair(exclusion)}</li>)}</ul>
      </Notice>
    )
  }
  if (supposed.text) return <WholeText clauses={supposed.text} />
  if (supposed.clauses.length === 0) return <p>{t('marshalling.whatIf.nothing')}</p>
  return <Difference difference={{ clauses: supposed.clauses }} draft={draft} />
}

/** Says what a choice gives, once it is known: the list that was acted on keeps the focus. */
function useSaid(supposed: Supposed | undefined, names: string) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const words = supposed && names ? supposed.possible ? t('marshalling.whatIf.said', { names, count: supposed.clauses.length }) : t('marshalling.whatIf.saidImpossible', { names }) : ''
  useEffect(() => { if (words) announce(words) }, [announce, words])
}
