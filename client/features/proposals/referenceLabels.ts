import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { readCanonicalAmendment } from '#domain/amendments/canonicalAmendment.ts'
import type { ProposalView } from '#domain/contract/proposals.ts'
import { readCanonical } from '#domain/text/canonical.ts'
import { type CrossReference, isReference, type LabelOf } from '#domain/text/clauseContent.ts'
import { useReferences } from './proposals.api.ts'

const keyOf = ({ target, block, form }: CrossReference) => [target, block, form].join(' ')

/** What the cross-references in the amendments of a vote are called now. The server tells them in reading order over all words, those of before and those of after. */
export function useReferenceLabels({ id, alternatives }: ProposalView): LabelOf {
  const { t } = useTranslation()
  const labels = useReferences(id).data?.references
  const known = useMemo(() => {
    const clauses = alternatives.flatMap(({ amendmentId, words }) => (amendmentId === null || words === null ? [] : readCanonicalAmendment(words).clauses))
    const blocks = clauses.flatMap(({ before, after }) => [before, after].flatMap((text) => (text === null ? [] : readCanonical(text).content.blocks)))
    const references = blocks.flatMap(({ inlines }) => inlines.filter(isReference).map(({ crossReference }) => crossReference))
    return new Map(references.map((reference, index) => [keyOf(reference), labels?.[index]]))
  }, [alternatives, labels])
  return (reference) => (labels ? known.get(keyOf(reference)) ?? t('proposals.goneReference') : '…')
}
