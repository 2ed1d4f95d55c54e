import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '#client/ui/Dialog.tsx'
import { Shortcut } from '#client/ui/Shortcut.tsx'
import { type CommandGroup, type CommandPlace, commands, groupWords, otherKeys, wordsOf } from './commands.ts'
import css from './commands.module.css'

interface ShortcutsProps { readonly opened: boolean; readonly place: () => CommandPlace; readonly onClose: () => void }

/** Every key of the page, in groups; made from the same list as the palette. */
export function Shortcuts({ opened, place, onClose }: ShortcutsProps) {
  const { t } = useTranslation()
  return (
    <Dialog opened={opened} title={t('commands.shortcuts')} onClose={onClose}>
      {opened && <div className={css.scroll} role="region" aria-label={t('commands.shortcuts')} tabIndex={0}><Groups place={place()} /></div>}
      <div className={css.acts}><Button variant="default" onClick={onClose}>{t('ui.close')}</Button></div>
    </Dialog>
  )
}

function Groups({ place }: { place: CommandPlace }) {
  const { t } = useTranslation()
  const groups = (Object.keys(groupWords) as CommandGroup[]).map((group) => ({
    group,
    lines: [
      ...commands.filter((command) => command.group === group && command.shortcut).map((command) => ({ words: wordsOf(command, place), keys: [command.shortcut ?? ''] })),
      ...otherKeys.filter((other) => other.group === group).map(({ words, keys }) => ({ words: t(words), keys })),
    ],
  }))
  return groups.filter(({ lines }) => lines.length > 0).map(({ group, lines }) => (
    <section key={group} className={css.shortcuts}>
      <h3>{t(groupWords[group])}</h3>
      <dl>
        {lines.map(({ words, keys }) => (
          <div key={words}><dt>{words}</dt><dd>{keys.map((key) => <Shortcut key={key} keys={key} />)}</dd></div>
        ))}
      </dl>
    </section>
  ))
}
