import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backspaceAtStart, enter } from '#client/editor/blockCommands.ts'
import { linkPlace, removeLink, setLink } from '#client/editor/linkCommands.ts'
import { backToCall, insertNote } from '#client/editor/noteCommands.ts'
import { typographic } from '#client/editor/typography.ts'
import type { LabelLanguage } from '#domain/text/languages.ts'
import { after, caretAt, caretOf, clause, linesOf } from './clauses.ts'

test('a note is called at the caret and stands at the end of the clause, in the order of the calls', () => {
  const first = after(clause([['paragraph', 'one two'], ['paragraph', 'end']], 0, 7), insertNote('here', 'n1'))
  expect([linesOf(first), caretOf(first)]).toEqual([[['paragraph', 'one two'], ['paragraph', 'end'], ['note', '']], [2, 0]])
  expect(first.doc.child(0).lastChild?.attrs).toEqual({ target: 'here', block: 'n1', form: 'note' })
  const second = after(caretAt(first, 0, 3), insertNote('here', 'n2'))
  expect(second.doc.children.slice(2).map((note) => note.attrs.id)).toEqual(['n2', 'n1'])
  expect(insertNote('here', 'n3')(second)).toBe(false)
})

test('from a note one comes back to the words after its call, also by Enter, and an empty one goes away with its call', () => {
  const noted = after(clause([['paragraph', 'one two']], 0, 3), insertNote('here', 'n1'))
  expect(caretOf(after(noted, backToCall))).toEqual([0, 4])
  expect(caretOf(after(noted, enter))).toEqual([0, 4])
  const gone = after(noted, backspaceAtStart)
  expect([linesOf(gone), gone.doc.child(0).childCount, caretOf(gone)]).toEqual([[['paragraph', 'one two']], 1, [0, 3]])
})

test('a link is put on the word at the caret, changed as a whole, and taken away without its words', () => {
  const linked = after(clause([['paragraph', 'see the law here']], 0, 9), setLink('https://example.org/'))
  const place = linkPlace(caretAt(linked, 0, 9))
  expect(place).toEqual({ from: 9, to: 12, href: 'https://example.org/' })
  const changed = after(caretAt(linked, 0, 10), setLink('mailto:clerk@example.org'))
  expect(linkPlace(caretAt(changed, 0, 9))).toEqual({ from: 9, to: 12, href: 'mailto:clerk@example.org' })
  const without = after(caretAt(changed, 0, 10), removeLink)
  expect([linkPlace(caretAt(without, 0, 10))?.href, linesOf(without)]).toEqual([null, [['paragraph', 'see the law here']]])
})

test('where there is no word the address itself becomes the linked words', () => {
  expect(linesOf(after(clause([['paragraph', 'see ']], 0, 4), setLink('https://example.org/a')))).toEqual([['paragraph', 'see example.org/a']])
})

/** What stands there after these keys were pressed. */
const typed = (keys: string, language: LabelLanguage) => [...keys].reduce((before, key) => {
  const replacement = typographic(before, key, language)
  return replacement ? before.slice(0, before.length - replacement.removed) + replacement.inserted : before + key
}, '')

test('English quotation marks open after a space or a bracket and close after a word', () => {
  expect(typed('"AI" means \'a system\' ("the system\'s"): yes!', 'en')).toBe('“AI” means ‘a system’ (“the system’s”): yes!')
})

test('French guillemets keep their space inside, and double signs the one before them', () => {
  expect(typed('On entend par "IA" : l\'outil ; vraiment ?', 'fr')).toBe('On entend par «\u00A0IA\u00A0»\u00A0: l’outil\u202F; vraiment\u202F?')
  expect(typed('Vraiment?! Voir https://exemple.fr', 'fr')).toBe('Vraiment\u202F?! Voir https://exemple.fr')
})

test('a rule takes away nothing but a space, and writes what was typed or its typographic form', () => {
  fc.assert(fc.property(fc.string({ maxLength: 12 }), fc.constantFrom('"', "'", ';', ':', '!', '?', 'a', ' '), fc.constantFrom<LabelLanguage>('en', 'fr'), (before, key, language) => {
    const replacement = typographic(before, key, language)
    if (!replacement) return
    expect(before.slice(before.length - replacement.removed).trim()).toBe('')
    expect(replacement.inserted).toMatch(/^(?:[“”‘’]|«\u00A0|\u00A0»|\u00A0:|\u202F[;!?])$/u)
  }))
})
