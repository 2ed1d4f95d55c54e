import { expect, test } from 'vitest'
import { clauseListeners } from '#client/editor/clauseListeners.ts'
import { until } from '#tests/support/until.ts'

const heardBy = (listeners: ReturnType<typeof clauseListeners>, heard: string[], clauseId: string, isNear: boolean) => listeners.add(clauseId, () => heard.push(clauseId), isNear)

test('what is near hears at once and only of itself, what is far hears later', async () => {
  const listeners = clauseListeners()
  const heard: string[] = []
  heardBy(listeners, heard, 'near', true)
  heardBy(listeners, heard, 'other', true)
  heardBy(listeners, heard, 'far', false)
  listeners.tell(['near', 'far'])
  expect(heard).toEqual(['near'])
  await until(() => heard.includes('far'))
  expect(heard).toEqual(['near', 'far'])
})

test('changes that come while others wait are told once each, and nothing after the end', async () => {
  const listeners = clauseListeners()
  const heard: string[] = []
  for (const id of ['a', 'b', 'c']) heardBy(listeners, heard, id, false)
  const stop = heardBy(listeners, heard, 'gone', false)
  listeners.tell(['a', 'b', 'gone'])
  listeners.tell(['b', 'c'])
  stop()
  await until(() => heard.length === 3)
  expect(heard.toSorted()).toEqual(['a', 'b', 'c'])
  listeners.tell(['a'])
  listeners.close()
  const later = clauseListeners()
  heardBy(later, heard, 'later', false)
  later.tell(['later'])
  await until(() => heard.includes('later'))
  expect(heard.filter((id) => id === 'a')).toHaveLength(1)
})
