import fc from 'fast-check'
import { expect, test } from 'vitest'
import { simpleMajority } from '#domain/decisions/method.ts'
import { casterFault, proxyFault, proxyTermsFault, type VoteProxy } from '#domain/decisions/proxies.ts'

const people = ['a', 'b', 'c', 'd', 'e']
const roll = (cast: readonly string[] = []) => new Map(people.map((id) => [id, cast.includes(id)]))
const faultOf = (giverId: string, holderId: string, proxies: readonly VoteProxy[] = [], cast: readonly string[] = []) => proxyFault({ giverId, holderId }, { hasCast: roll(cast), proxies })

test('an elector names one other elector, who holds no other proxy and has given none', () => {
  const one = [{ giverId: 'a', holderId: 'b' }]
  expect(faultOf('a', 'b')).toBeNull()
  expect([faultOf('a', 'a'), faultOf('a', 'stranger'), faultOf('stranger', 'a')]).toEqual(['proxyOneself', 'proxyNotOnRoll', 'proxyNotOnRoll'])
  expect([faultOf('a', 'c', one), faultOf('b', 'c', one), faultOf('c', 'b', one), faultOf('c', 'a', one)]).toEqual(['proxyGiven', 'proxyGiverHolds', 'proxyHolderHolds', 'proxyHolderGave'])
  expect([faultOf('a', 'b', [], ['a']), faultOf('a', 'b', [], ['b'])]).toEqual(['proxyHasVoted', null])
})

test('a ballot is cast by its elector, or by the proxy and nobody else', () => {
  const one = [{ giverId: 'a', holderId: 'b' }]
  expect([casterFault('a', 'a', []), casterFault('a', 'a', one), casterFault('b', 'a', one), casterFault('b', 'b', one), casterFault('c', 'a', one), casterFault('b', 'c', one)])
    .toEqual([null, 'proxyGiven', null, null, 'noProxy', 'noProxy'])
})

test('no proxies in a secret ballot or a consent round', () => {
  const terms = { proxies: true, secrecy: 'recorded', method: simpleMajority } as const
  expect(proxyTermsFault(terms)).toBeNull()
  expect(proxyTermsFault({ ...terms, secrecy: 'secret' })).toBe('proxyInSecret')
  expect(proxyTermsFault({ ...terms, method: { kind: 'consent' } })).toBe('proxyInConsent')
  expect(proxyTermsFault({ ...terms, secrecy: 'secret', proxies: false })).toBeNull()
})

const person = fc.constantFrom(...people)
const act = fc.oneof(
  fc.record({ kind: fc.constant('name' as const), giverId: person, holderId: person }), fc.record({ kind: fc.constant('end' as const), giverId: person }),
  fc.record({ kind: fc.constant('cast' as const), casterId: person, electorId: person }),
)

test('whatever is named, ended and cast in whatever order: one to one, no chain, one ballot an elector, two at most by one hand', () => {
  fc.assert(fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
    let proxies: VoteProxy[] = []
    const castBy = new Map<string, string>()
    for (const own of acts) {
      if (own.kind === 'name' && proxyFault(own, { hasCast: roll([...castBy.keys()]), proxies }) === null) proxies.push({ giverId: own.giverId, holderId: own.holderId })
      if (own.kind === 'end' && !castBy.has(own.giverId)) proxies = proxies.filter(({ giverId }) => giverId !== own.giverId)
      if (own.kind === 'cast' && casterFault(own.casterId, own.electorId, proxies) === null) castBy.set(own.electorId, own.casterId)
      const [givers, holders] = [proxies.map(({ giverId }) => giverId), proxies.map(({ holderId }) => holderId)]
      expect(new Set([...givers, ...holders]).size).toBe(givers.length + holders.length)
    }
    for (const hand of people) expect([...castBy.values()].filter((own) => own === hand).length).toBeLessThanOrEqual(2)
    for (const [electorId, casterId] of castBy) expect(casterId === electorId || proxies.some((own) => own.giverId === electorId && own.holderId === casterId)).toBe(true)
  }))
})
