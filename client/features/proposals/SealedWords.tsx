import { Button } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Fingerprint } from '#client/ui/Fingerprint.tsx'
import type { ProposalView } from '#domain/contract/proposals.ts'
import css from './proposals.module.css'
import { AmendedWords } from './AmendedWords.tsx'
import { LawWords } from './LawWords.tsx'
import { useReferences } from './proposals.api.ts'

type Check = 'unchecked' | 'same' | 'different'

async function sha256(text: string) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

interface SealedWordsProps { readonly words: NonNullable<ProposalView['words']>; readonly isAmendment: boolean; readonly label: string | null; readonly proposalId: string; readonly draftId: string }

/** The words voted on, exactly as they were fixed, with their fingerprint: anyone can recompute it here, in their own browser. */
export function SealedWords({ words, isAmendment, label, proposalId, draftId }: SealedWordsProps) {
  const { t } = useTranslation()
  const labels = useReferences(proposalId).data?.references ?? null
  const [check, setCheck] = useState<Check>('unchecked')
  const [copied, setCopied] = useState(false)
  const recompute = async () => setCheck(await sha256(words.canonical) === words.hash ? 'same' : 'different')
  const copy = async () => { await navigator.clipboard.writeText(words.hash); setCopied(true) }
  return (
    <section aria-labelledby="words">
      <h2 id="words" className={css.section}>{t('proposals.theWords')}</h2>
      <div className={css.sheet}>
        <hr className={css.oxford} />
        {isAmendment ? <AmendedWords canonical={words.canonical} labels={labels} draftId={draftId} /> : <LawWords canonical={words.canonical} label={label} labels={labels} draftId={draftId} />}
        <div className={css.seal}>
          <p className={css.sealLine}><IconLock size={18} stroke={1.6} aria-hidden /><b>{t('proposals.fixed')}</b> {t('proposals.fixedMeans', { seq: words.seq })}</p>
          <Fingerprint hash={words.hash} to={t('proposals.to')} />
          <div className={css.sealActs}>
            <Button size="xs" variant="default" onClick={() => void recompute()}>{t('proposals.checkSeal')}</Button>
            <Button size="xs" variant="subtle" onClick={() => void copy()}>{copied ? t('proposals.copied') : t('proposals.copyHash')}</Button>
            <span role="status" className={check === 'different' ? css.bad : css.good}>{check === 'same' ? t('proposals.sealSame') : check === 'different' ? t('proposals.sealDifferent') : ''}</span>
          </div>
        </div>
      </div>
    </section>
  )
}
