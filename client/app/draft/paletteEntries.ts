import type { CommandGroup } from './commands.ts'

/** One line of the palette. */
export interface PaletteEntry {
  readonly id: string
  readonly group: CommandGroup
  readonly words: string
  readonly shortcut: string | null
  /** Why it cannot be done now; empty when it can. */
  readonly reason: string
  /** Shown only to whoever looks for it: there may be hundreds. */
  readonly onlySought: boolean
  readonly run: () => void
}

export interface PaletteGroup { readonly group: CommandGroup; readonly entries: readonly PaletteEntry[] }

const soughtAtMost = 20
const plain = (words: string) => words.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase()
const wordsIn = (words: string) => plain(words).split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')

/** How well an entry answers: 0 is best, null not at all. A whole word beats the beginning of one, that beats any other place. */
function distance(words: string, sought: readonly string[]): number | null {
  const own = wordsIn(words)
  const each = sought.map((token) => own.includes(token) ? 0 : own.some((word) => word.startsWith(token)) ? 1 : own.some((word) => word.includes(token)) ? 2 : null)
  return each.includes(null) ? null : each.reduce<number>((sum, one) => sum + (one ?? 0), 0)
}

/**
 * The entries that hold all words sought, in their groups: the group of the best answer first, what cannot be done now at the end of
 * each. Nothing sought: every command.
 */
export function paletteGroups(entries: readonly PaletteEntry[], sought: string): PaletteGroup[] {
  const tokens = wordsIn(sought)
  const found = entries.flatMap((entry, index) => {
    const far = tokens.length === 0 ? (entry.onlySought ? null : 0) : distance(entry.words, tokens)
    return far === null ? [] : [{ entry, far: far + (entry.reason === '' ? 0 : 100), index }]
  }).sort((a, b) => a.far - b.far || a.index - b.index)
  const groups = new Map<CommandGroup, PaletteEntry[]>()
  if (tokens.length === 0) for (const { group, onlySought } of entries) if (!onlySought) groups.set(group, [])
  let many = 0
  for (const { entry } of found) {
    if (entry.onlySought && ++many > soughtAtMost) continue
    groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry])
  }
  return [...groups].map(([group, its]) => ({ group, entries: its }))
}
