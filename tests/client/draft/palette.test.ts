import { afterEach, describe, expect, test, vi } from 'vitest'
import { commands, heardCommands } from '#client/app/draft/commands.ts'
import { type PaletteEntry, paletteGroups } from '#client/app/draft/paletteEntries.ts'
import { writingList } from '#client/editor/writingList.ts'
import { ariaShortcut, isPressed } from '#client/lib/shortcuts.ts'

const entry = (id: string, words: string, rest: Partial<PaletteEntry> = {}): PaletteEntry =>
  ({ id, words, group: 'marks', shortcut: null, reason: '', onlySought: false, run: () => undefined, ...rest })
const found = (entries: readonly PaletteEntry[], sought: string) => paletteGroups(entries, sought).flatMap((group) => group.entries.map(({ id }) => id))

describe('the palette', () => {
  test('offers every command while nothing is sought, but provisions and people only to who looks for them', () => {
    const all = [entry('bold', 'Bold'), entry('a4', 'Article 4. Privacy', { group: 'go', onlySought: true })]
    expect(found(all, ' ')).toEqual(['bold'])
    expect(found(all, 'privacy')).toEqual(['a4'])
  })

  test('finds a provision by its number before those whose number begins with it, with or without accents', () => {
    const all = ['14', '4', '40'].map((number) => entry(number, `Article ${number}`, { group: 'go', onlySought: true }))
    expect(found(all, 'article 4')).toEqual(['4', '40', '14'])
    expect(found([entry('note', 'Insérer une note')], 'inserer')).toEqual(['note'])
  })

  test('puts what cannot be done now after what can, and shows at most twenty provisions', () => {
    const all = [entry('no', 'Delete the row', { reason: 'The caret is in no table.' }), entry('yes', 'Delete the words')]
    expect(found(all, 'delete')).toEqual(['yes', 'no'])
    expect(found(Array.from({ length: 400 }, (_, index) => entry(String(index), 'Article', { group: 'go', onlySought: true })), 'article')).toHaveLength(20)
  })
})

describe('the registry', () => {
  test('has every command once, and no key twice', () => {
    const ids = commands.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(writingList.every(({ id }) => ids.includes(id))).toBe(true)
    const keys = commands.flatMap(({ shortcut }) => shortcut ?? [])
    expect(new Set(keys).size).toBe(keys.length)
    expect(heardCommands.length).toBeGreaterThan(3)
  })
})

describe('a shortcut', () => {
  afterEach(() => vi.unstubAllGlobals())
  const press = (key: string, held: string, code = '') => ({
    key, code, ctrlKey: held.includes('c'), metaKey: held.includes('m'), altKey: held.includes('a'), shiftKey: held.includes('s'), getModifierState: (name: string) => name === 'AltGraph' && held.includes('g'),
  })
  const on = (platform: string) => vi.stubGlobal('navigator', { platform })

  test('is Control elsewhere and Command on a Mac', () => {
    on('Linux x86_64')
    expect([isPressed('Mod-k', press('k', 'c')), isPressed('Mod-k', press('k', 'm')), isPressed('Mod-Shift-k', press('K', 'cs')), isPressed('Mod-k', press('K', 'cs'))]).toEqual([true, false, true, false])
    expect(ariaShortcut('Mod-Shift-Space')).toBe('Control+Shift+Space')
    on('MacIntel')
    expect([isPressed('Mod-k', press('k', 'm')), isPressed('Mod-k', press('k', 'c')), isPressed('Mod-Alt-m', press('µ', 'ma', 'KeyM'))]).toEqual([true, false, true])
    expect(ariaShortcut('Mod-k')).toBe('Meta+K')
  })

  test('is not pressed by AltGr, and a sign is one however the keyboard makes it', () => {
    on('Win32')
    expect(isPressed('Mod-Alt-m', press('µ', 'cag', 'KeyM'))).toBe(false)
    expect([isPressed('?', press('?', 's')), isPressed('?', press('?', '')), isPressed('?', press('?', 'c'))]).toEqual([true, true, false])
  })
})
