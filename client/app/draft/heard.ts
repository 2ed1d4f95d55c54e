import { useEffect, useEffectEvent } from 'react'
import type { OpenEditors } from '#client/editor/openEditors.ts'
import { takeEarly } from '#client/lib/earlyKeys.ts'
import { isPressed, isTypingIn } from '#client/lib/shortcuts.ts'
import { type CommandOf, type CommandPlace, wordsOf } from './commands.ts'
import type { PaletteEntry } from './paletteEntries.ts'

/** Hears the keys of commands on a page; what cannot be done now is left to the browser's silence, the palette says why. */
export function useHeard<Place>(heard: readonly CommandOf<Place>[], editors: OpenEditors, placeNow: () => Place): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const command = heard.find(({ shortcut }) => shortcut && isPressed(shortcut, event))
    // The dialog last, since it is looked for in the whole page.
    if (!command || document.querySelector('dialog[open]') || (command.inText && !editors.active()?.view.hasFocus()) || ((command.outOfFields || command.shortcut?.length === 1) && isTypingIn(event.target))) return
    event.preventDefault()
    const place = placeNow()
    if (command.may(place) === '') command.run(place)
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => { if (!event.defaultPrevented && !event.isComposing) press(event) }
    const early = takeEarly()
    if (early) press(early)
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [])
}

/** Commands as lines of the palette, which is not among them. Each runs at the place that there is by then. */
export const entriesOf = <Place extends Pick<CommandPlace, 't'>>(commands: readonly CommandOf<Place>[], place: Place, placeNow: () => Place): PaletteEntry[] =>
  commands.filter(({ id }) => id !== 'palette').map((command) => ({
    id: command.id, group: command.group, words: wordsOf(command, place), shortcut: command.shortcut ?? null, reason: command.may(place), onlySought: false,
    run: () => command.run(placeNow()),
  }))

/** The clause with the focus, on the page or in the outline. */
export function focusedClause(): string | null {
  const place = document.activeElement?.closest<HTMLElement>('[data-clause], [data-provision]')
  return place?.dataset.clause ?? place?.dataset.provision ?? null
}
