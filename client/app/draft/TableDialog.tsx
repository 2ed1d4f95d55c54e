import { Button } from '@mantine/core'
import { type FormEvent, useId, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { OpenEditor } from '#client/editor/openEditors.ts'
import { insertTable, mostColumns, mostRows } from '#client/editor/tableCommands.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import css from './commands.module.css'

interface TableDialogProps { readonly opened: boolean; readonly editor: OpenEditor | null; readonly onClose: () => void }

/** How many rows and columns a new table has; its first row is its head. */
export default function TableDialog({ opened, editor, onClose }: TableDialogProps) {
  const { t } = useTranslation()
  return <Dialog opened={opened && editor !== null} title={t('commands.table')} onClose={onClose}>{opened && editor && <Size editor={editor} onClose={onClose} />}</Dialog>
}

function Size({ editor: { view }, onClose }: { editor: OpenEditor; onClose: () => void }) {
  const { t } = useTranslation()
  const [rows, setRows] = useState(3)
  const [columns, setColumns] = useState(2)
  const send = (event: FormEvent) => {
    event.preventDefault()
    flushSync(onClose)
    view.focus()
    insertTable(rows, columns)(view.state, view.dispatch, view)
  }
  return (
    <form onSubmit={send} className={css.form}>
      <div className={css.size}>
        <Count label={t('commands.rows')} value={rows} most={mostRows} onChange={setRows} />
        <Count label={t('commands.columns')} value={columns} most={mostColumns} onChange={setColumns} />
      </div>
      <p className={css.hint}>{t('commands.tableHint')}</p>
      <div className={css.acts}>
        <Button variant="default" onClick={onClose}>{t('ui.cancel')}</Button>
        <Button type="submit">{t('commands.insertTable')}</Button>
      </div>
    </form>
  )
}

function Count({ label, value, most, onChange }: { label: string; value: number; most: number; onChange: (value: number) => void }) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <input id={id} type="number" required min={1} max={most} step={1} value={Number.isNaN(value) ? '' : value} onFocus={(event) => event.currentTarget.select()} onChange={(event) => onChange(event.currentTarget.valueAsNumber)} />
    </div>
  )
}
