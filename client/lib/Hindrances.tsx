import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Refusal } from '#domain/errors.ts'
import { useClauseNames } from './useClauseNames.ts'

const titles: Record<string, string> = { emptyArticle: 'checks.title.emptyArticle', brokenReference: 'checks.title.brokenReference', callWithoutNote: 'checks.title.callWithoutNote' }

interface Hindrance { readonly kind: string; readonly clauseId: string; readonly label: string | null }
const isHindrance = (value: unknown): value is Hindrance =>
  typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string' && 'clauseId' in value && typeof value.clauseId === 'string' && 'label' in value && (value.label === null || typeof value.label === 'string')

/** What in the text stood in the way of an act that was refused, each with the way to it; nothing for any other refusal. */
export function Hindrances({ error, draftId, onGo }: { error: unknown; draftId: string; onGo?: () => void }) {
  const { t } = useTranslation()
  const nameOf = useClauseNames(draftId)
  const named: unknown = error instanceof Refusal && error.details['because'] === 'notInOrder' ? error.details['findings'] : null
  const found = Array.isArray(named) ? named.filter(isHindrance) : []
  if (found.length === 0) return null
  const page = `/drafts/${draftId}`
  return (
    <ul>
      {found.map(({ kind, clauseId, label }, index) => {
        const where = `#clause-${clauseId}`
        const words = t('checks.hindrance', { clause: nameOf(clauseId) ?? label ?? t('drafts.aClause'), what: t(titles[kind] ?? 'refusals.code.conflict') })
        // On the page itself the browser goes there, and the page hears it.
        return <li key={index}>{location.pathname === page ? <a href={where} onClick={onGo}>{words}</a> : <Link to={page + where} onClick={onGo}>{words}</Link>}</li>
      })}
    </ul>
  )
}
