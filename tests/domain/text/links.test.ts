import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSafeLink, linkOf } from '#domain/text/links.ts'

test('what somebody types becomes the address that they mean', () => {
  expect(linkOf('example.org/law?a=1#b')).toBe('https://example.org/law?a=1#b')
  expect(linkOf('example.org:8080')).toBe('https://example.org:8080')
  expect(linkOf(' clerk@example.org ')).toBe('mailto:clerk@example.org')
  expect(linkOf('http://example.org')).toBe('http://example.org')
})

test.each(['', 'two words', 'law', 'javascript:alert(1)', 'JAVASCRIPT:alert(1)', 'data:text/html,x', 'vbscript:x', 'file:///etc/hosts', 'tel:123', `example.org/${'a'.repeat(1000)}`])('no link is made of %s', (typed) => {
  expect(linkOf(typed)).toBeNull()
})

test('whatever is typed, what comes out is safe, and stays what it is', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.emailAddress()), (typed) => {
    const href = linkOf(typed)
    if (href !== null) expect([isSafeLink(href), linkOf(href)]).toEqual([true, href])
  }))
})
