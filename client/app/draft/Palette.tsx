import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { ariaShortcut } from '#client/lib/shortcuts.ts'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Shortcut } from '#client/ui/Shortcut.tsx'
import { groupWords } from './commands.ts'
import css from './commands.module.css'
import { type PaletteEntry, paletteGroups } from './paletteEntries.ts'

interface PaletteProps { readonly opened: boolean; readonly entries: () => readonly PaletteEntry[]; readonly onClose: () => void }

/** All commands in one field: one types what one wants to do, or where to go. What cannot be done now says why. */
export function Palette({ opened, entries, onClose }: PaletteProps) {
  const { t } = useTranslation()
  return <Dialog opened={opened} title={t('commands.palette')} onClose={onClose}>{opened && <Field entries={entries} onClose={onClose} />}</Dialog>
}

function Field({ entries, onClose }: Omit<PaletteProps, 'opened'>) {
  const { t } = useTranslation()
  const id = useId()
  // As they are when it opens: nothing changes under the eyes of who reads the list.
  const [all] = useState(entries)
  const [sought, setSought] = useState('')
  const [chosenId, setChosenId] = useState<string | null>(null)
  const groups = paletteGroups(all, sought)
  const shown = groups.flatMap((group) => group.entries)
  const chosen = shown.find((entry) => entry.id === chosenId) ?? shown[0]
  const optionId = (entry: PaletteEntry) => `${id}-${entry.id}`
  const chosenOption = chosen && optionId(chosen)
  useEffect(() => { if (chosenOption) document.getElementById(chosenOption)?.scrollIntoView({ block: 'nearest' }) }, [chosenOption])

  const run = (entry: PaletteEntry | undefined) => {
    if (entry?.reason !== '') return
    // The window gives the focus back to where it was; only then the command finds the page as it was.
    flushSync(onClose)
    entry.run()
  }
  const go = (to: number) => setChosenId(shown[Math.max(0, Math.min(to, shown.length - 1))]?.id ?? null)
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const index = chosen ? shown.indexOf(chosen) : 0
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(index === shown.length - 1 ? 0 : index + 1), ArrowUp: () => go(index === 0 ? shown.length - 1 : index - 1),
      PageDown: () => go(index + 8), PageUp: () => go(index - 8), Enter: () => run(chosen),
    }
    const act = acts[event.key]
    if (!act) return
    event.preventDefault()
    act()
  }
  return (
    <div className={css.palette}>
      <label className={css.field}>
        <IconSearch size={16} aria-hidden />
        <input
          type="text" role="combobox" aria-expanded aria-controls={`${id}-list`} aria-activedescendant={chosenOption} aria-autocomplete="list" aria-label={t('commands.sought')} placeholder={t('commands.sought')}
          autoComplete="off" spellCheck={false} value={sought} onKeyDown={keys}
          onChange={(event) => {
            setSought(event.currentTarget.value)
            setChosenId(null)
          }}
        />
      </label>
      <p className="visually-hidden" role="status">{sought.trim() === '' ? '' : t('commands.found', { count: shown.length })}</p>
      {shown.length === 0 && <p className={css.nothing}>{t('commands.foundNothing')}</p>}
      <div id={`${id}-list`} role="listbox" aria-label={t('commands.palette')} className={css.list}>
        {groups.map(({ group, entries: its }) => (
          <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
            <div id={`${id}-${group}`} role="presentation" className={css.group}>{t(groupWords[group])}</div>
            {its.map((entry) => (
              <div
                key={entry.id} id={optionId(entry)} role="option" tabIndex={-1} aria-selected={entry === chosen} aria-disabled={entry.reason !== ''} aria-keyshortcuts={entry.shortcut ? ariaShortcut(entry.shortcut) : undefined}
                className={css.option} onClick={() => run(entry)} onPointerMove={() => { if (entry !== chosen) setChosenId(entry.id) }}
              >
                <span className={css.words}>{entry.words}{entry.reason !== '' && <span className={css.reason}> {entry.reason}</span>}</span>
                {entry.shortcut && <Shortcut keys={entry.shortcut} />}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}
