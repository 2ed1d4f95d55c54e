import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLawLanguage } from '#client/editor/lawLanguage.ts'
import { draftQuery } from '#client/lib/queries.ts'
import { useLabelLanguage } from '#client/lib/useLabelLanguage.ts'
import { readCanonicalAmendment, type SealedClause } from '#domain/amendments/canonicalAmendment.ts'
import type { ProposalView } from '#domain/contract/proposals.ts'
import { sealedChanges } from '#domain/amendments/sealedChanges.ts'
import { readCanonical } from '#domain/text/canonical.ts'
import type { LabelOf } from '#domain/text/clauseContent.ts'
import { blockNumbers, nodeLabel } from '#domain/text/numbering.ts'
import { useReferenceLabels } from './referenceLabels.ts'
import css from './changedWords.module.css'

interface ChangedWordsProps { readonly canonical: string; readonly proposal: ProposalView; readonly onlyChanged?: boolean }

/**
 * What a sealed amendment changes, from the hashed words themselves: what it takes out struck through, what it puts in underlined, clause
 * by clause; with `onlyChanged` without the paragraphs that stay as they are.
 */
export function ChangedWords({ canonical, proposal, onlyChanged = false }: ChangedWordsProps) {
  const { t } = useTranslation()
  const language = useLabelLanguage()
  const clauses = useQuery(draftQuery(proposal.draftId ?? '')).data?.clauses ?? []
  const provisions = {
    numbers: new Map(clauses.flatMap(({ id, number }) => number === null ? [] : [[id, number] as const])), kinds: new Map(clauses.map(({ id, kind }) => [id, kind]))
  }
  const labelOf = useReferenceLabels(proposal)
  const keyOf = ({ before, after, place }: SealedClause) => (before === null ? 'proposals.wordsInserted' : after === null ? 'proposals.wordsRemoved' : place ? 'proposals.wordsMoved' : 'proposals.wordsChanged')
  return readCanonicalAmendment(canonical).clauses.map((clause) => (
    <section key={clause.id} className={css.clause}>
      <h4 className={css.name}>{t(keyOf(clause), { name: nodeLabel(provisions, clause.id, language) ?? t('proposals.aNewProvision') })}</h4>
      <Words clause={clause} labelOf={labelOf} onlyChanged={onlyChanged} />
    </section>
  ))
}

function Words({ clause, labelOf, onlyChanged }: { clause: SealedClause; labelOf: LabelOf; onlyChanged: boolean }) {
  const { t } = useTranslation()
  const law = useLawLanguage()
  const numbers = clause.after === null ? [] : blockNumbers(readCanonical(clause.after).content.blocks, law)
  return (
    <div className={css.law} lang={law}>
      {sealedChanges(clause, labelOf).filter(({ isChanged }) => isChanged || !onlyChanged).map(({ type, at, isChanged, pieces }, index) => (
        <p key={index} data-type={type} data-changed={isChanged || undefined}>
          {at !== null && numbers[at]?.own && <span className={css.number}>{numbers[at]?.own} </span>}
          {pieces.map(({ kind, text }, place) => {
            if (kind === 'same') return text
            const Tag = kind === 'added' ? 'ins' : 'del'
            return <Tag key={place}><span className="visually-hidden">{t(kind === 'added' ? 'proposals.inserted' : 'proposals.deleted')} </span>{text}<span className="visually-hidden"> {t('proposals.endOfChange')}</span></Tag>
          })}
        </p>
      ))}
    </div>
  )
}
