import { DOMParser } from 'prosemirror-model'
import { expect, test } from 'vitest'
import { blockTypes } from '#domain/text/kinds.ts'
import { schema } from '#domain/text/schema.ts'

test('a block that was copied here is pasted as the kind that it is: any other paragraph is plain only after all of them were asked', () => {
  const tags = DOMParser.fromSchema(schema).rules.flatMap((rule) => ('tag' in rule ? [rule.tag] : []))
  const last = tags.indexOf('p')
  expect(last).toBeGreaterThan(-1)
  for (const type of blockTypes) {
    const own = tags.findIndex((tag) => tag?.includes(`[data-type=${type}]`))
    expect([type, own >= 0 && own < last]).toEqual([type, true])
  }
})
