import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useAmendments } from '#client/features/amendments/amendments.api.ts'
import css from '#client/features/amendments/amendments.module.css'
import { useStateWords } from '#client/features/amendments/stateWords.ts'
import { useFormat } from '#client/lib/format.ts'
import { useReason } from '#client/lib/reasons.ts'
import { useCan } from '#client/lib/useCan.ts'
import { StateTag } from '#client/ui/StateTag.tsx'
import type { AmendmentView } from '#domain/contract/amendments.ts'
import type { DraftView } from '#domain/contract/drafts.ts'

/** The amendments to an amendment, with what its sponsors said to each, and the way to one's own. */
export default function AmendmentsTo({ amendment: { id, state }, draft, changed }: { amendment: AmendmentView; draft: DraftView; /** The clauses that it changes: there one begins. */ changed: readonly string[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const why = useReason()
  const words = useStateWords()
  const may = useCan('amendment.move', { workspaceId: draft.workspaceId, draftId: draft.id, stage: draft.stage })
  const own = (useAmendments(draft.id).data ?? []).filter(({ amends }) => amends?.id === id)
  const isOpen = state === 'lodged'
  if (own.length === 0 && !isOpen) return null
  return (
    <section aria-labelledby="amending">
      <h2 id="amending" className={css.section}>{t('amendments.amending')}</h2>
      {isOpen && <p className={css.note}>{t('amendments.amendingMeans')}</p>}
      {own.length > 0 && (
        <ul className={css.amending}>
          {own.map((one) => (
            <li key={one.id} className={css.item}>
              <p className={css.above}>{words.name(one)}</p>
              <h3><Link to={`/amendments/${one.id}`}>{one.title}</Link></h3>
              <p className={css.tags}><StateTag tone={words.tone(one)}>{words.state(one)}</StateTag><span>{t('amendments.by', { names: format.list(one.sponsors.map(({ name }) => name)) })}</span></p>
            </li>
          ))}
        </ul>
      )}
      {isOpen && (may.allowed
        ? <Button component={Link} variant="default" mt="sm" to={`/drafts/${draft.id}/amendments/new?${new URLSearchParams([['change', id], ...changed.map((clauseId) => ['clause', clauseId])])}`}>{t('amendments.suggestTo')}</Button>
        : <p className={css.note}>{why(may, 'amendment.move')}</p>)}
    </section>
  )
}
