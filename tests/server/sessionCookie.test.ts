import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { sessionToken } from '#server/auth/sessionCookie.ts'

const secret = 'a secret of at least thirty-two characters'
const signed = (token: string, by = secret) => encodeURIComponent(`${token}.${createHmac('sha256', by).update(token).digest('base64')}`)

test('a session cookie is believed only as we signed it', () => {
  expect(sessionToken(`a=b; parley.session=${signed('to.ken')}; c=d`, 'parley.session', secret)).toBe('to.ken')
  for (const value of [signed('token', 'another secret'), `other${signed('token')}`, signed('token').slice(0, -3), 'token', '', '.', '%', '%E0%A4%A']) {
    expect([value, sessionToken(`parley.session=${value}`, 'parley.session', secret)]).toEqual([value, null])
  }
  expect(sessionToken(`not-parley.session=${signed('token')}`, 'parley.session', secret)).toBeNull()
})
