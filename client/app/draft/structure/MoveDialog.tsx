import { Button } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftReading } from '#client/editor/draftText.ts'
import { useLawLanguage } from '#client/editor/lawLanguage.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import { sections } from '#domain/text/treeNode.ts'
import css from './structure.module.css'
import type { Structuring } from './structuring.ts'

const atBeginning = 'beginning'

interface MoveDialogProps { readonly clauseId: string; readonly reading: DraftReading; readonly structuring: Structuring; readonly onClose: () => void }

/** Where a provision is to go: the outline as a list of places to stand after. */
export function MoveDialog({ clauseId, reading, structuring: { nameOf, moveBeside }, onClose }: MoveDialogProps) {
  const { t } = useTranslation()
  const law = useLawLanguage()
  const clause = reading.clauses.find(({ id }) => id === clauseId)
  const inRow = clause ? reading.clauses.filter(({ kind, parent }) => sections[kind] === sections[clause.kind] && (clause.kind !== 'chapter' || parent === null)) : []
  const places = inRow.filter(({ id }) => id !== clauseId)
  const [chosen, setChosen] = useState(inRow[inRow.findIndex(({ id }) => id === clauseId) - 1]?.id ?? atBeginning)
  const list = useRef<HTMLFieldSetElement>(null)
  // Where it stands now is on the screen, and the arrow keys go on from there.
  useEffect(() => list.current?.querySelector<HTMLElement>(':checked')?.focus(), [])
  const move = () => {
    onClose()
    const [first] = places
    if (chosen !== atBeginning) moveBeside(clauseId, chosen, 'after')
    else if (first) moveBeside(clauseId, first.id, 'before')
  }
  const place = (value: string, name: string, heading: string | null, isInner: boolean) => (
    <label key={value} className={`${css.place} ${isInner ? css.inner : ''}`}>
      <input type="radio" name="place" value={value} checked={chosen === value} onChange={() => setChosen(value)} />
      <span>{name} {heading && <span lang={law} className={css.heading}>{heading}</span>}</span>
    </label>
  )
  return (
    <Dialog opened title={t('structure.moveTitle', { name: nameOf(clauseId) })} onClose={onClose}>
      <fieldset ref={list} className={css.places}>
        <legend className="visually-hidden">{t('structure.placeAfter')}</legend>
        {place(atBeginning, t('structure.atBeginning'), null, false)}
        {places.map(({ id, kind, heading, parent }) => place(id, t(kind === 'chapter' && clause?.kind === 'article' ? 'structure.firstIn' : 'structure.after', { name: nameOf(id) }), heading, parent !== null))}
      </fieldset>
      <div className={css.actions}>
        <Button variant="default" onClick={onClose}>{t('ui.cancel')}</Button>
        <Button onClick={move}>{t('structure.moveHere')}</Button>
      </div>
    </Dialog>
  )
}
