import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Fingerprint } from '#client/ui/Fingerprint.tsx'
import { StateTag } from '#client/ui/StateTag.tsx'
import type { ProposalView } from '#domain/contract/proposals.ts'
import { sealedText } from '#domain/decisions/sealed.ts'
import { ChangedWords } from './ChangedWords.tsx'
import css from './proposals.module.css'
import { Seal } from './Seal.tsx'
import { useSentences } from './sentences.ts'

/** The sealed amendments that are chosen among: what each changes and its fingerprint, and the one over all of them that a ballot carries. */
export function SealedAmendments({ proposal }: { proposal: ProposalView }) {
  const { alternatives, hash, result } = proposal
  const { t } = useTranslation()
  const sentences = useSentences()
  const winner = result?.outcome === 'adopted' ? result.winner : null
  return (
    <section aria-labelledby="words">
      <h2 id="words" className={css.section}>{t('proposals.theAmendments')}</h2>
      <div className={css.sheet}>
        <hr className={css.oxford} />
        <ul className={css.contenders}>
          {alternatives.map(({ id, amendmentId, words, hash: own }) => (
            <li key={id}>
              <div className={css.contender}><h3>{amendmentId ? <Link to={`/amendments/${amendmentId}`}>{sentences.alternative(id, alternatives)}</Link> : sentences.alternative(id, alternatives)}</h3>{winner === id && <StateTag tone="ok">{t('proposals.chosen')}</StateTag>}</div>
              {words === null && <p className={css.note}>{t('proposals.keepTextMeans')}</p>}
              {words !== null && own !== null && (
                <details className={css.fold} open={winner === id}>
                  <summary>{t('proposals.whatItChanges')}<span className="visually-hidden">: {sentences.alternative(id, alternatives)}</span></summary>
                  <ChangedWords canonical={words} proposal={proposal} />
                  <p className={css.ownSeal}><Fingerprint hash={own} to={t('proposals.to')} /></p>
                </details>
              )}
            </li>
          ))}
        </ul>
        {hash && <Seal text={sealedText(null, alternatives) ?? ''} hash={hash} means={t('proposals.allFixedMeans')} />}
      </div>
    </section>
  )
}
