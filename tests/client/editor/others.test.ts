import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { caretsIn } from '#client/editor/editing.ts'
import { editTeller, type OthersEdit, watchOthersEdits } from '#client/editor/othersEdits.ts'
import { editorsOf, mostWithCarets, placeOfPerson, watchPresence } from '#client/editor/presence.ts'
import { clauseId, clauseWith, exchange, paragraphs, replicaOf } from '../../domain/text/anyContent.ts'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

/** A text with so many others in it, each with a caret at its first word. */
function crowd(people: number) {
  const { doc, fragment } = clauseWith(paragraphs('words'))
  const awareness = new Awareness(doc)
  const place = JSON.parse(JSON.stringify(Y.createRelativePositionFromTypeIndex(fragment, 0)))
  const states = new Map<number, object>(Array.from({ length: people }, (_, index) => [index + 1, { user: { id: `u${index}`, name: `Person ${index}`, role: 'policymaker' }, clause: clauseId, cursor: { anchor: place, head: place } }]))
  awareness.states = states as typeof awareness.states
  const presences = watchPresence(awareness)
  return { doc, awareness, presences, close: () => { presences.close(); awareness.destroy() } }
}

test('above fifty people carets go and the list of people stays', () => {
  const few = crowd(mostWithCarets - 1)
  expect(few.presences.people()).toHaveLength(mostWithCarets - 1)
  expect(editorsOf(few.presences.here(), clauseId)).toHaveLength(mostWithCarets - 1)
  const many = crowd(300)
  expect(many.presences.people()).toHaveLength(300)
  expect([editorsOf(many.presences.here(), clauseId), caretsIn(many.doc, many.presences.here(), clauseId)]).toEqual([[], []])
  for (const one of [few, many]) one.close()
})

test('the list of people is the same object until somebody comes or goes', () => {
  const { awareness, presences, close } = crowd(3)
  const before = presences.people()
  awareness.emit('change', [])
  expect(presences.people()).toBe(before)
  awareness.states.delete(1)
  awareness.emit('change', [])
  expect(presences.people().map(({ userId }) => userId)).toEqual(['u1', 'u2'])
  expect(placeOfPerson(presences.here(), 'u1')?.clauseId).toBe(clauseId)
  expect(placeOfPerson(presences.here(), 'u0')).toBeNull()
  close()
})

test('who wrote in which clause is told of others, and never of myself', () => {
  const { doc } = clauseWith(paragraphs('words'))
  const other = replicaOf(doc)
  const awareness = new Awareness(doc)
  awareness.states.set(other.clientID, { user: { id: 'ilse', name: 'Ilse' } })
  const presences = watchPresence(awareness)
  const told: OthersEdit[] = []
  const stop = watchOthersEdits(doc, presences, (edit) => told.push(edit))
  const write = (into: Y.Doc) => {
    const block = into.getMap<Y.XmlFragment>('clauses').get(clauseId)?.get(0)
    const words = block instanceof Y.XmlElement ? block.get(0) : null
    if (words instanceof Y.XmlText) words.insert(0, 'more ')
  }
  write(doc)
  write(other)
  exchange(doc, other)
  expect(told).toEqual([{ userId: 'ilse', name: 'Ilse', clauseId }])
  stop()
  presences.close()
  awareness.destroy()
})

test('the first edit is said at once, the next ones together, and nobody in the same clause twice in a minute', () => {
  const said: string[] = []
  const teller = editTeller(({ names, clauseIds }) => said.push(`${names.join('+')} ${clauseIds.join('+')}`))
  const edit = (name: string, clause: string) => teller.hear({ userId: name, name, clauseId: clause })
  edit('Ilse', 'a4')
  edit('Ilse', 'a4')
  edit('Ilse', 'a5')
  edit('Mateo', 'a5')
  expect(said).toEqual(['Ilse a4'])
  vi.advanceTimersByTime(6_000)
  expect(said).toEqual(['Ilse a4', 'Ilse+Mateo a5'])
  vi.advanceTimersByTime(30_000)
  edit('Ilse', 'a4')
  expect(said).toHaveLength(2)
  vi.advanceTimersByTime(30_000)
  edit('Ilse', 'a4')
  expect(said.at(-1)).toBe('Ilse a4')
  teller.stop()
})
