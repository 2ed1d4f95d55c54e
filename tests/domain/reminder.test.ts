import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reminderAt } from '#domain/decisions/reminder.ts'

const at = (time: string) => new Date(time)

test('of a vote of a week one is reminded a day before its end, of one of an hour half an hour before', () => {
  expect(reminderAt(at('2026-11-01T12:00:00Z'), at('2026-11-08T12:00:00Z'))).toEqual(at('2026-11-07T12:00:00Z'))
  expect(reminderAt(at('2026-11-01T12:00:00Z'), at('2026-11-01T13:00:00Z'))).toEqual(at('2026-11-01T12:30:00Z'))
})

test('a reminder comes while voting is open, at the latest a day before its end or in its second half', () => {
  fc.assert(fc.property(fc.date({ noInvalidDate: true, min: at('2000-01-01'), max: at('2100-01-01') }), fc.integer({ min: 60_000, max: 366 * 24 * 3600_000 }), (from, lasts) => {
    const closesAt = new Date(from.getTime() + lasts)
    const due = reminderAt(from, closesAt)
    expect(due.getTime()).toBeGreaterThanOrEqual(from.getTime() + Math.floor(lasts / 2))
    expect(due.getTime()).toBeLessThan(closesAt.getTime())
    expect(closesAt.getTime() - due.getTime()).toBeLessThanOrEqual(24 * 3600_000)
  }))
})
