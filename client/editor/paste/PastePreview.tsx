import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#client/lib/format.ts'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Notice } from '#client/ui/Notice.tsx'
import type { NodeKind } from '#domain/text/kinds.ts'
import { partsOf } from '#domain/text/tables.ts'
import { useLawLanguage } from '../lawLanguage.ts'
import { StaticBlocks } from '../StaticBlocks.tsx'
import type { PasteAsked } from './pasteDesk.ts'
import css from './paste.module.css'
import { PasteLosses } from './PasteLosses.tsx'
import type { ShownClause } from './shownAfter.ts'
import '../law.css'

/** What was pasted, as the law that it will be; nothing is put in before the person says so. */
export function PastePreview({ asked, onDone }: { asked: PasteAsked; onDone: () => void }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const becomes = useBecomes(asked)
  const first = useRef<HTMLButtonElement>(null)
  // After the dialog has opened, which gives the focus to what can be scrolled.
  useEffect(() => first.current?.focus(), [])
  const close = () => {
    onDone()
    // While the dialog is open the page behind it takes no focus.
    setTimeout(asked.leave)
  }
  const insert = (as: 'structure' | 'plain') => {
    const words = asked.insert(as) ? t('paste.inserted', { what: as === 'plain' ? t('paste.plainText') : becomes }) : t('paste.gone')
    close()
    announce(words)
  }
  return (
    <Dialog opened isWide title={t('paste.title')} onClose={close}>
      <p>{t('paste.becomes', { what: becomes })}</p>
      <section className={css.sheet} aria-label={t('paste.preview')} tabIndex={0}>
        {asked.shown.map((clause) => <Shown key={clause.id} clause={clause} />)}
      </section>
      <PasteLosses losses={asked.losses} />
      {asked.isTooLong && <Notice tone="error">{t('paste.tooLong')}</Notice>}
      <div className={css.actions}>
        <Button variant="subtle" onClick={close}>{t('ui.cancel')}</Button>
        <Button variant="default" disabled={asked.isTooLong} onClick={() => insert('plain')}>{t('paste.asPlain')}</Button>
        <Button ref={first} disabled={asked.isTooLong} onClick={() => insert('structure')}>{t('paste.asStructure')}</Button>
      </div>
    </Dialog>
  )
}

function Shown({ clause: { id, kind, isWhole, label, blocks, numbers, labelOf } }: { clause: ShownClause }) {
  const law = useLawLanguage()
  const { t } = useTranslation()
  return (
    <div className={css.clause}>
      {isWhole ? label && <p className={kind === 'chapter' ? css.chapter : css.label}>{label}</p> : <p className={css.into}>{t('paste.intoClause')}</p>}
      <div className="law" data-node={kind} lang={law}>
        <StaticBlocks clauseId={id} kind={kind} blocks={blocks} numbers={numbers} highlights={nothing} carets={nothing} terms={nothing} referenceLabel={labelOf} brokenLabel={() => t('editor.brokenReference')} />
      </div>
    </div>
  )
}

const nothing: never[] = []

/** "2 paragraphs and points, 1 table, 1 chapter and 3 articles" */
function useBecomes({ law }: PasteAsked): string {
  const { t } = useTranslation()
  const format = useFormat()
  const count = (kind: NodeKind) => law.provisions.filter((provision) => provision.kind === kind).length
  const [tables, blocks] = [true, false].map((isTable) => partsOf(law.blocks).filter((part) => 'rows' in part === isTable).length)
  const parts: readonly (readonly [number | undefined, string])[] = [
    [blocks, t('paste.count.blocks', { count: blocks })],
    [tables, t('paste.count.table', { count: tables })],
    [count('citation'), t('paste.count.citation', { count: count('citation') })],
    [count('recital'), t('paste.count.recital', { count: count('recital') })],
    [count('chapter'), t('paste.count.chapter', { count: count('chapter') })],
    [count('article'), t('paste.count.article', { count: count('article') })],
    [count('annex'), t('paste.count.annex', { count: count('annex') })],
  ]
  return format.list(parts.filter(([number]) => number).map(([, words]) => words))
}
