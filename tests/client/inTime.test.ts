import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { inTime } from '#client/lib/inTime.ts'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

/** Work that takes a while, begun when the writing pauses for half a second. */
function someWork(takesMs: number) {
  const told: string[] = []
  const work = inTime((done) => {
    told.push('begun')
    const timer = setTimeout(() => {
      told.push('done')
      done()
    }, takesMs)
    return () => clearTimeout(timer)
  }, 500)
  const write = (everyMs: number, forMs: number) => {
    for (let ms = 0; ms < forMs; ms += everyMs) {
      work.ask()
      vi.advanceTimersByTime(everyMs)
    }
  }
  return { told, work, write }
}

test('it begins when the writing pauses, once for all that was written', () => {
  const { told, write } = someWork(10)
  write(100, 1000)
  expect(told).toEqual([])
  vi.advanceTimersByTime(500)
  expect(told).toEqual(['begun', 'done'])
  vi.advanceTimersByTime(10_000)
  expect(told).toEqual(['begun', 'done'])
})

test('where somebody always writes it is done every few seconds all the same', () => {
  const { told, write } = someWork(700)
  write(100, 12_000)
  expect(told.filter((word) => word === 'done')).toHaveLength(3)
})

test('what is written while it works is worked on afterwards, one piece of work after the other', () => {
  const { told, work, write } = someWork(2000)
  write(100, 100)
  vi.advanceTimersByTime(1000)
  work.ask()
  vi.advanceTimersByTime(10_000)
  expect(told).toEqual(['begun', 'done', 'begun', 'done'])
})

test('nothing begins and nothing is told after the end', () => {
  const { told, work, write } = someWork(2000)
  write(100, 100)
  vi.advanceTimersByTime(1000)
  work.ask()
  work.close()
  vi.advanceTimersByTime(10_000)
  expect(told).toEqual(['begun'])
})
