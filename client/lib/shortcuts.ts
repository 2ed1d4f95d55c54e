/**
 * Shortcuts as they are written in the registries: "Mod-Shift-x". Mod is Command on a Mac and Control elsewhere; the last part is the key
 * as the keyboard says it.
 */

export const isMac = () => typeof navigator !== 'undefined' && /Mac|iP(hone|[oa]d)/.test(navigator.platform)

interface Parts { readonly mod: boolean; readonly alt: boolean; readonly shift: boolean; readonly key: string }

export function partsOf(shortcut: string): Parts {
  const parts = shortcut.split(/-(?!$)/)
  const key = parts.at(-1) ?? ''
  return { mod: parts.includes('Mod'), alt: parts.includes('Alt'), shift: parts.includes('Shift'), key: key === 'Space' ? ' ' : key }
}

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'getModifierState'>

/** Whether a key that was pressed is this shortcut. AltGr, which some systems say is Control and Alt, writes letters and is never one. */
export function isPressed(shortcut: string, event: Pressed): boolean {
  const { mod, alt, shift, key } = partsOf(shortcut)
  if (event.getModifierState('AltGraph') || event.altKey !== alt) return false
  const [own, other] = isMac() ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey]
  if (own !== mod || other) return false
  // A sign such as ? may need Shift on one keyboard and not on another.
  const isSign = !mod && !alt && /^[^\p{L}\p{N}\s]$/u.test(key)
  if (!isSign && event.shiftKey !== shift) return false
  // With Alt a Mac writes other signs: there the place of the key counts.
  return event.key.toLowerCase() === key.toLowerCase() || (alt && event.code === `Key${key.toUpperCase()}`)
}

/** Whether keys that are pressed here write something. */
export const isTypingIn = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))

/** As `aria-keyshortcuts` says it. */
export function ariaShortcut(shortcut: string): string {
  const { mod, alt, shift, key } = partsOf(shortcut)
  return [mod && (isMac() ? 'Meta' : 'Control'), alt && 'Alt', shift && 'Shift', key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key].filter(Boolean).join('+')
}
