import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#client/lib/format.ts'
import { Notice } from '#client/ui/Notice.tsx'
import { type Head, writeHead } from '#domain/verify/chain.ts'
import type { Fault } from '#domain/verify/fault.ts'
import type { Check, Report } from '#domain/verify/verifyExport.ts'
import css from './verify.module.css'
import { checkKeys, reasonKeys } from './verifyWords.ts'

/** What came of a check: whether the record holds, what was looked at, where the first fault is, and the head to keep. */
export function ReportShown({ report: { checks, fault, workspace, head } }: { report: Report }) {
  const { t } = useTranslation()
  return (
    <>
      {fault
        ? <Notice tone="error" title={t('verify.fault')}><span className={css.fault}>{t(reasonKeys[fault.code])} <Place fault={fault} /></span></Notice>
        : <Notice tone="ok" title={t('verify.holds')}>{t('verify.holdsMeans', { workspace: workspace?.name ?? '' })}</Notice>}
      <section aria-labelledby="checked">
        <h2 id="checked" className={css.section}>{t('verify.result')}</h2>
        {fault && workspace && <p className={css.of}>{t('verify.of', { workspace: workspace.name })}</p>}
        <ul className={css.checks}>{checks.filter(isWorthSaying).map((check) => <Line key={check.name} check={check} />)}</ul>
        {fault && <p className={css.of}>{t('verify.nothingAfter')}</p>}
      </section>
      {!fault && head && <Keep head={head} />}
    </>
  )
}

const isWorthSaying = ({ name, checked, fault }: Check) => fault !== null || checked > 0 || name === 'head'

function Line({ check: { name, checked, fault } }: { check: Check }) {
  const { t } = useTranslation()
  const words = name === 'head' ? t(checked > 0 ? 'verify.check.headKept' : 'verify.check.headNone') : t(checkKeys[name], { count: checked })
  if (fault) return <li className={css.bad}><IconAlertTriangle size={18} stroke={1.6} aria-hidden /><span><span className="visually-hidden">{t('verify.broken')} </span>{t(reasonKeys[fault.code])}</span></li>
  const isNoted = name === 'head' && checked === 0
  const Icon = isNoted ? IconInfoCircle : IconCheck
  return <li className={isNoted ? css.noted : css.good}><Icon size={18} stroke={1.6} aria-hidden /><span><span className="visually-hidden">{t(isNoted ? 'verify.noted' : 'verify.passed')} </span>{words}</span></li>
}

function Place({ fault: { path, seq, proposal } }: { fault: Fault }) {
  const { t } = useTranslation()
  const { list } = useFormat()
  const places = [...(seq === undefined ? [] : [t('verify.placeAct', { seq })]), ...(proposal === undefined ? [] : [t('verify.placeProposal', { proposal })])]
  return <>{places.length > 0 && <b>{list(places)}. </b>}{path !== '' && <span className={css.path}>{t('verify.placeFile', { path })}</span>}</>
}

/** The head of the chain, for the reader to write down. */
function Keep({ head }: { head: Head }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  const copy = async () => { await navigator.clipboard.writeText(writeHead(head)); setCopied(true) }
  return (
    <section className={css.keep} aria-labelledby="keep">
      <h2 id="keep" className={css.section}>{t('verify.keep')}</h2>
      <p>{t('verify.keepMeans')}</p>
      <p className={css.head} dir="ltr">{head.seq}:{head.hash.match(/.{4}/g)?.map((digits, index) => <span key={index}>{digits}</span>)}</p>
      <Button size="xs" variant="default" onClick={() => void copy()}>{copied ? t('verify.copied') : t('verify.copy')}</Button>
    </section>
  )
}
