import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mailboxOf, sharedMailboxes } from '#domain/stakeholders/mailbox.ts'

const one = (...addresses: string[]) => new Set(addresses.map(mailboxOf)).size === 1 && mailboxOf(addresses[0] ?? '') !== null

test.each([
  ['capital letters, before and behind the @', ['Ann.Lee@Example.ORG', 'ann.lee@example.org']],
  ['a tag', ['ann@example.org', 'ann+vote@example.org', 'ann+vote+again@example.org']],
  ['dots at Gmail, by either of its names', ['ann.lee@gmail.com', 'annlee@gmail.com', 'a.n.n.l.e.e+x@googlemail.com']],
  ['a domain in its own script and in ASCII', ['ann@bücher.example', 'ann@XN--BCHER-KVA.example', 'ann@Bu\u0308cher.example']],
  ['one letter composed in two ways', ['ren\u00e9@example.org', 'rene\u0301@example.org']],
  ['a dot at the end of the domain', ['ann@example.org.', 'ann@example.org']],
])('%s does not make another mailbox', (_what, addresses) => expect(one(...addresses)).toBe(true))

test.each([
  ['dots where a provider tells names apart by them', ['ann.lee@example.org', 'annlee@example.org']],
  ['the dots of Gmail under an organisation’s own domain', ['ann.lee@city.example', 'annlee@city.example']],
  ['another name', ['ann@example.org', 'anna@example.org']],
  ['another domain, also one that ends alike', ['ann@gmail.com', 'ann@notgmail.com']],
  ['an accent', ['rene@example.org', 'ren\u00e9@example.org']],
  ['a plus with nothing before it', ['+ann@example.org', '+lee@example.org']],
  ['a plus between quotation marks', ['"ann+lee"@example.org', '"ann+tag"@example.org']],
])('%s makes another mailbox', (_what, addresses) => expect(new Set(addresses.map(mailboxOf)).size).toBe(addresses.length))

test.each(['', 'ann', '@example.org', 'ann@', 'ann@a b.example', 'ann@é%41.example', 'ann@é/x.example', 'ann@[192.0.2.1]', 'somebody+1@erased.invalid'])('%j reaches no mailbox', (address) => expect(mailboxOf(address)).toBeNull())

const name = fc.stringMatching(/^[a-z0-9]{1,8}$/)
const tag = fc.stringMatching(/^[a-z0-9.+]{0,8}$/)
const domain = fc.constantFrom('example.org', 'gmail.com', 'googlemail.com', 'bücher.example', '例え.テスト')
const anyCase = (text: string) => fc.array(fc.boolean(), { minLength: text.length, maxLength: text.length }).map((up) => [...text].map((letter, index) => (up[index] ? letter.toUpperCase() : letter)).join(''))

test('whatever somebody writes has a mailbox or none, and a mailbox reaches itself', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.tuple(fc.string({ unit: 'binary' }), fc.constantFrom('example.org', 'gmail.com')).map((parts) => parts.join('@'))), (address) => {
    const mailbox = mailboxOf(address)
    if (mailbox !== null) expect(mailboxOf(mailbox)).toBe(mailbox)
  }), { numRuns: 500 })
})

test('capital letters and tags never make another mailbox, another name does', () => {
  fc.assert(fc.property(name, name, domain, tag, (own, other, at, word) => {
    expect(mailboxOf(`${own}+${word}@${at}`)).toBe(mailboxOf(`${own}@${at}`))
    if (own !== other) expect(mailboxOf(`${other}+${word}@${at}`)).not.toBe(mailboxOf(`${own}+${word}@${at}`))
  }))
  fc.assert(fc.property(name.chain((own) => fc.tuple(fc.constant(own), anyCase(own))), ([own, loud]) => { expect(one(`${own}@example.org`, `${loud}@EXAMPLE.org`)).toBe(true) }))
})

test('who shares a mailbox is named once, whatever the order in which accounts come', () => {
  const accounts = fc.uniqueArray(fc.record({ userId: fc.uuid(), email: fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), tag).map(([own, word]) => `${own}+${word}@example.org`) }), { selector: ({ userId }) => userId, maxLength: 12 })
  fc.assert(fc.property(accounts.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), ([all, shuffled]) => {
    const shared = sharedMailboxes(all)
    expect(sharedMailboxes(shuffled)).toEqual(shared)
    const named = shared.flat()
    expect(new Set(named).size).toBe(named.length)
    const alone = all.filter(({ userId }) => !named.includes(userId)).map(({ email }) => mailboxOf(email))
    expect(new Set(alone).size).toBe(alone.length)
    expect(new Set(shared.map((ids) => mailboxOf(all.find(({ userId }) => userId === ids[0])?.email ?? ''))).size).toBe(shared.length)
  }))
})
