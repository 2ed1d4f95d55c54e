import { Button } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { type FormEvent, useId, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Command } from 'prosemirror-state'
import { linkPlace, removeLink, setLink } from '#client/editor/linkCommands.ts'
import type { OpenEditor } from '#client/editor/openEditors.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import { isSafeLink, linkOf } from '#domain/text/links.ts'
import css from './commands.module.css'

interface LinkDialogProps { readonly opened: boolean; readonly editor: OpenEditor | null; readonly onClose: () => void }

/** Where the words at the caret lead: set, changed, taken away, followed. */
export default function LinkDialog({ opened, editor, onClose }: LinkDialogProps) {
  const { t } = useTranslation()
  return <Dialog opened={opened && editor !== null} title={t('commands.link')} onClose={onClose}>{opened && editor && <Address editor={editor} onClose={onClose} />}</Dialog>
}

function Address({ editor: { view }, onClose }: { editor: OpenEditor; onClose: () => void }) {
  const { t } = useTranslation()
  const id = useId()
  const [href] = useState(() => linkPlace(view.state)?.href ?? null)
  const [typed, setTyped] = useState(href ?? '')
  const [isWrong, setIsWrong] = useState(false)
  const run = (command: Command) => {
    flushSync(onClose)
    view.focus()
    command(view.state, view.dispatch, view)
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    const meant = linkOf(typed)
    if (meant) run(setLink(meant))
    else setIsWrong(true)
  }
  return (
    <form onSubmit={send} className={css.form} noValidate>
      <label htmlFor={id}>{t('commands.address')}</label>
      <input
        id={id} type="text" inputMode="url" autoComplete="off" spellCheck={false} value={typed} aria-invalid={isWrong} aria-describedby={`${id}-hint`}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setIsWrong(false)
        }}
      />
      <p id={`${id}-hint`} className={isWrong ? css.wrong : css.hint} role={isWrong ? 'alert' : undefined}>{isWrong ? t('commands.addressWrong') : t('commands.addressHint')}</p>
      <div className={css.acts}>
        {href !== null && isSafeLink(href) && (
          <Button component="a" variant="subtle" href={href} target="_blank" rel="noopener noreferrer" leftSection={<IconExternalLink size={16} aria-hidden />}>{t('commands.followLink')}</Button>
        )}
        {href !== null && <Button variant="default" onClick={() => run(removeLink)}>{t('commands.removeLink')}</Button>}
        <Button variant="default" onClick={onClose}>{t('ui.cancel')}</Button>
        <Button type="submit">{href === null ? t('commands.setLink') : t('commands.changeLink')}</Button>
      </div>
    </form>
  )
}
