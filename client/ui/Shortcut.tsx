import { useTranslation } from 'react-i18next'
import { isMac, partsOf } from '#client/lib/shortcuts.ts'
import css from './parts.module.css'

const arrows: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' }

/** The names of the keys of a shortcut as this platform prints them: ⌘ ⇧ X, or Ctrl Shift X. */
function useKeyNames(): (shortcut: string) => readonly string[] {
  const { t } = useTranslation()
  const names: Readonly<Record<string, string>> = {
    ' ': t('ui.key.space'), Escape: t('ui.key.escape'), PageUp: t('ui.key.pageUp'), PageDown: t('ui.key.pageDown'), Home: t('ui.key.home'), End: t('ui.key.end'),
    Enter: t('ui.key.enter'), Tab: t('ui.key.tab'), Backspace: t('ui.key.backspace'), ...arrows,
  }
  const [mod, alt, shift] = isMac() ? ['⌘', '⌥', '⇧'] : [t('ui.key.ctrl'), t('ui.key.alt'), t('ui.key.shift')]
  return (shortcut) => {
    const parts = partsOf(shortcut)
    return [parts.mod && mod, parts.alt && alt, parts.shift && shift, names[parts.key] ?? parts.key.toUpperCase()].filter((name) => typeof name === 'string')
  }
}

/** A shortcut as keys. */
export function Shortcut({ keys }: { keys: string }) {
  const names = useKeyNames()(keys)
  return <span className={css.keys}>{names.map((name, index) => <kbd key={index}>{name}</kbd>)}</span>
}
