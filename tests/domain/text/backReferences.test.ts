import fc from 'fast-check'
import { expect, test } from 'vitest'
import { referredToBy, referrersIn } from '#domain/text/backReferences.ts'
import { isReference } from '#domain/text/clauseContent.ts'
import { anyDraft, contentsOf } from './aDraft.ts'

const contents = (doc: Parameters<typeof contentsOf>[0]) => contentsOf(doc).map(([id, blocks]) => [id, { blocks }] as const)

test('whoever refers to a provision is found from it, each block once, and nobody else', () => {
  fc.assert(fc.property(anyDraft, (doc) => {
    const back = referredToBy(contents(doc))
    for (const [source, blocks] of contentsOf(doc)) for (const { id, inlines } of blocks) for (const [target] of contentsOf(doc)) {
      const refers = source !== target && inlines.some((inline) => isReference(inline) && inline.crossReference.target === target && inline.crossReference.form !== 'note')
      expect((back.get(target) ?? []).filter((referrer) => referrer.clauseId === source && referrer.blockId === id).length).toBe(refers ? 1 : 0)
    }
    expect(referrersIn(contents(doc)).every(({ reference }) => reference.form !== 'note')).toBe(true)
  }))
})

test('referrers come in reading order', () => {
  fc.assert(fc.property(anyDraft, (doc) => {
    const order = contentsOf(doc).flatMap(([id, blocks]) => blocks.map((block) => `${id}/${block.id}`))
    for (const referrers of referredToBy(contents(doc)).values()) {
      const places = referrers.map(({ clauseId, blockId }) => order.indexOf(`${clauseId}/${blockId}`))
      expect(places).toEqual(places.toSorted((a, b) => a - b))
    }
  }))
})
