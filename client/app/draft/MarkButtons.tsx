import { IconBold, IconItalic, IconLink, IconStrikethrough, IconSubscript, IconSuperscript, IconUnderline } from '@tabler/icons-react'
import { type MouseEvent, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { kindAt, settableKinds } from '#client/editor/blockCommands.ts'
import type { OpenEditors } from '#client/editor/openEditors.ts'
import { type WritingId, writingList } from '#client/editor/writingList.ts'
import { ariaShortcut } from '#client/lib/shortcuts.ts'
import css from './commands.module.css'

const icons = { strong: IconBold, em: IconItalic, underline: IconUnderline, strike: IconStrikethrough, sup: IconSuperscript, sub: IconSubscript, link: IconLink } as const
const marks = ['strong', 'em', 'underline', 'strike', 'sup', 'sub'] as const satisfies readonly (keyof typeof icons & WritingId)[]

interface MarkButtonsProps { readonly editors: OpenEditors; readonly onLink: () => void }

/** The marks of the selected words and the kind of their block, for whoever may write. */
export default function MarkButtons({ editors, onLink }: MarkButtonsProps) {
  const { t } = useTranslation()
  const state = useSyncExternalStore(editors.subscribe, () => editors.active()?.view.state)
  const editor = editors.active()
  if (!state || !editor) return null
  const { from, to } = state.selection
  const has = (name: string) => {
    const type = state.schema.marks[name]
    return type !== undefined && state.doc.rangeHasMark(from, to, type)
  }
  const kind = kindAt(state)
  const isSettable = settableKinds.some((name) => name === kind)
  return (
    <div className={css.marks} role="group" aria-label={t('commands.group.marks')}>
      {marks.map((name) => {
        const { words = '', shortcut = '' } = writingList.find(({ id }) => id === name) ?? {}
        return <Mark key={name} name={name} label={t(words)} shortcut={shortcut ?? ''} isOn={has(name)} onPress={() => editor.run(name)} />
      })}
      <Mark name="link" label={t('commands.link')} shortcut="Mod-Shift-k" isOn={has('link')} onPress={onLink} />
      {isSettable && (
        <select className={css.kind} aria-label={t('commands.kindOfBlock')} value={kind ?? ''} onChange={(event) => {
          const chosen = settableKinds.find((name) => name === event.currentTarget.value)
          if (chosen) editor.run(chosen)
        }}>
          {settableKinds.map((name) => <option key={name} value={name}>{t(`commands.kindName.${name}`)}</option>)}
        </select>
      )}
    </div>
  )
}

interface MarkProps { readonly name: keyof typeof icons; readonly label: string; readonly shortcut: string; readonly isOn: boolean; readonly onPress: () => void }

function Mark({ name, label, shortcut, isOn, onPress }: MarkProps) {
  const Icon = icons[name]
  // The words stay selected.
  const still = (event: MouseEvent) => event.preventDefault()
  return (
    <button type="button" className={css.mark} aria-label={label} title={label} aria-pressed={isOn} aria-keyshortcuts={ariaShortcut(shortcut)} onMouseDown={still} onClick={onPress}>
      <Icon size={17} stroke={1.8} aria-hidden />
    </button>
  )
}
