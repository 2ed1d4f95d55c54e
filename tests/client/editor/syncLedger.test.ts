import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentMessage, makeLedger } from '#client/lib/syncLedger.ts'

test('a change waits until the message that carried it is acknowledged', () => {
  const ledger = makeLedger()
  ledger.sent('answer')
  ledger.sent('update')
  ledger.changed(true)
  ledger.acknowledged(1)
  expect(ledger.waiting()).toBe(1)
  ledger.acknowledged(2)
  expect(ledger.waiting()).toBe(0)
})

test('a change made offline goes with the first answer of the next connection', () => {
  const ledger = makeLedger()
  ledger.changed(false)
  ledger.changed(false)
  expect(ledger.waiting()).toBe(2)
  ledger.sent('answer')
  ledger.acknowledged(1)
  expect(ledger.waiting()).toBe(0)
})

test('a change that was cut off before its acknowledgement waits again, and an old count says nothing about it', () => {
  const ledger = makeLedger()
  ledger.sent('answer')
  ledger.sent('update')
  ledger.changed(true)
  ledger.disconnected()
  ledger.acknowledged(5)
  expect(ledger.waiting()).toBe(1)
  ledger.sent('answer')
  ledger.acknowledged(1)
  expect(ledger.waiting()).toBe(0)
})

test('whatever happens, nothing counts as saved that was changed after the last acknowledged message', () => {
  const step = fc.oneof(fc.constant('type' as const), fc.constant('drop' as const), fc.constant('connect' as const), fc.constant('ack' as const))
  fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
    const ledger = makeLedger()
    let online = false
    let sent = 0
    let unkept = 0
    let inFlight: number[] = []
    for (const what of steps) {
      if (what === 'type') {
        unkept += 1
        if (online) {
          ledger.sent('update')
          sent += 1
          inFlight.push(1)
        }
        ledger.changed(online)
      } else if (what === 'drop' && online) {
        online = false
        sent = 0
        inFlight = []
        ledger.disconnected()
      } else if (what === 'connect' && !online) {
        online = true
        ledger.sent('answer')
        sent = 1
        inFlight = [unkept]
      } else if (what === 'ack' && online && inFlight.length > 0) {
        unkept -= inFlight.shift() ?? 0
        ledger.acknowledged(sent - inFlight.length)
      }
      expect(ledger.waiting()).toBe(unkept)
    }
  }))
})

test('only the answer and the update of the sync protocol are document messages', () => {
  expect(documentMessage(new Uint8Array([0, 0, 1]))).toBeNull()
  expect(documentMessage(new Uint8Array([0, 1, 1]))).toBe('answer')
  expect(documentMessage(new Uint8Array([0, 2, 1]))).toBe('update')
  expect(documentMessage(new Uint8Array([1, 2, 1]))).toBeNull()
  expect(documentMessage('text')).toBeNull()
})
