import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { useOneAct } from '#client/editor/useOneAct.ts'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { blockText } from '#domain/text/clauseContent.ts'
import { type Hit, replacements } from '#domain/text/find.ts'
import css from './find.module.css'

interface ReplaceFormProps {
  readonly open: OpenDraft
  readonly hits: readonly Hit[]
  readonly nameOf: (clauseId: string, blockId: string) => string
  readonly mayEdit: (clauseId: string) => boolean
  readonly onShow: (hit: Hit) => void
}

const keyOf = ({ clauseId, blockId, from }: Hit) => `${clauseId}/${blockId}/${from}`
const shownAtOnce = 50
const around = 34

/** Puts other words in the place of what was found: each place is shown as it would be and can be left out; all of it is one step of undo. */
export function ReplaceForm({ open, hits, nameOf, mayEdit, onShow }: ReplaceFormProps) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [words, setWords] = useState('')
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [shown, setShown] = useState(shownAtOnce)
  const act = useOneAct(open.text.doc)
  const editable = hits.filter(({ clauseId }) => mayEdit(clauseId))
  const chosen = replacements(editable.filter((hit) => !left.has(keyOf(hit))), words)
  const skipped = hits.length - editable.length
  const toggle = (hit: Hit) => {
    const next = new Set(left)
    if (!next.delete(keyOf(hit))) next.add(keyOf(hit))
    setLeft(next)
  }
  const replace = (event: FormEvent) => {
    event.preventDefault()
    announce(t('find.replaced', { count: act.apply(chosen) }))
    setLeft(new Set())
  }
  const undo = () => {
    act.undo()
    announce(t('find.undone'))
  }
  return (
    <form className={css.replace} onSubmit={replace}>
      <div className={css.row}>
        <input className={css.field} type="text" aria-label={t('find.replaceWith')} placeholder={t('find.replaceWith')} value={words} autoComplete="off" onChange={(event) => setWords(event.currentTarget.value)} />
        <Button size="xs" type="submit" disabled={chosen.length === 0}>{t('find.replaceCount', { count: chosen.length })}</Button>
      </div>
      {act.made !== null && <p className={css.note}>{t('find.replaced', { count: act.made })} <Button size="compact-xs" variant="default" onClick={undo}>{t('find.undo')}</Button></p>}
      {skipped > 0 && <p className={css.note}>{t('find.skipped', { count: skipped })}</p>}
      {editable.length > 0 && (
        <ul className={css.preview} aria-label={t('find.preview')}>
          {editable.slice(0, shown).map((hit) => (
            <li key={keyOf(hit)}>
              <label>
                <input type="checkbox" checked={!left.has(keyOf(hit))} onChange={() => toggle(hit)} onFocus={() => onShow(hit)} />
                <span><b>{nameOf(hit.clauseId, hit.blockId)}</b> <Change open={open} hit={hit} words={words} /></span>
              </label>
            </li>
          ))}
          {editable.length > shown && <li><Button size="compact-xs" variant="subtle" onClick={() => setShown(shown + 200)}>{t('find.more', { count: editable.length - shown })}</Button></li>}
        </ul>
      )}
    </form>
  )
}

/** A place before and after, with the words around it. */
function Change({ open: { text }, hit: { clauseId, blockId, from, to, words: old }, words }: { open: OpenDraft; hit: Hit; words: string }) {
  const { t } = useTranslation()
  const block = text.clause(clauseId)?.content.blocks.find(({ id }) => id === blockId)
  const whole = block ? blockText(block, () => '…') : ''
  const [before, after] = [whole.slice(Math.max(0, from - around), from), whole.slice(to, to + around)]
  return (
    <span className={css.change} lang={text.language()}>
      {from > around && '…'}{before}
      <del><span className="visually-hidden">{t('find.removed')} </span>{old}</del>
      {words !== '' && <ins><span className="visually-hidden">{t('find.added')} </span>{words}</ins>}
      {after}{to + around < whole.length && '…'}
    </span>
  )
}
