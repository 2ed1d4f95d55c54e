import { Button } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Fingerprint } from '#client/ui/Fingerprint.tsx'
import css from './proposals.module.css'

type Check = 'unchecked' | 'same' | 'different'

async function sha256(text: string) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The fingerprint of words that are voted on: anyone can recompute it here, in their own browser. `text`: exactly what was hashed. */
export function Seal({ text, hash, means }: { text: string; hash: string; means: string }) {
  const { t } = useTranslation()
  const [check, setCheck] = useState<Check>('unchecked')
  const [copied, setCopied] = useState(false)
  const recompute = async () => setCheck(await sha256(text) === hash ? 'same' : 'different')
  const copy = async () => { await navigator.clipboard.writeText(hash); setCopied(true) }
  return (
    <div className={css.seal}>
      <p className={css.sealLine}><IconLock size={18} stroke={1.6} aria-hidden /><b>{t('proposals.fixed')}</b> {means}</p>
      <Fingerprint hash={hash} to={t('proposals.to')} />
      <div className={css.sealActs}>
        <Button size="xs" variant="default" onClick={() => void recompute()}>{t('proposals.checkSeal')}</Button>
        <Button size="xs" variant="subtle" onClick={() => void copy()}>{copied ? t('proposals.copied') : t('proposals.copyHash')}</Button>
        <span role="status" className={check === 'different' ? css.bad : css.good}>{check === 'same' ? t('proposals.sealSame') : check === 'different' ? t('proposals.sealDifferent') : ''}</span>
      </div>
    </div>
  )
}
