import { expect, test } from 'vitest'
import { blockText } from '#domain/text/clauseContent.ts'
import { readDraft } from '#domain/text/draftText.ts'
import { problemsOf } from '#domain/text/validate.ts'
import { clausesOf } from '#domain/text/tree.ts'
import { buildFirstText, seed } from '#server/seed/content.ts'

const { doc, places } = buildFirstText(seed)
const { title, nodes } = readDraft(doc)

test('the seeded draft has its title, five citations, nine recitals and fifteen articles in seven chapters', () => {
  expect(title).toBe('Framework for AI-Generated Video')
  const count = (kind: string) => nodes.filter((node) => node.kind === kind).length
  expect([count('citation'), count('recital'), count('chapter'), count('article')]).toEqual([5, 9, 7, 15])
  expect(nodes.filter((node) => node.kind === 'article').map((node) => node.number)).toEqual(Array.from({ length: 15 }, (_, i) => String(i + 1)))
})

test('cross-references show the numbers of their targets', () => {
  const text = (key: string) => nodes.find((node) => node.id === places.nodes.get(key))?.text.replaceAll('\u00A0', ' ') ?? ''
  expect(text('consent')).toContain('an exception in paragraph 7 is relied on')
  expect(text('scope')).toContain('The ban on intimate depictions in Article 3(6) applies even in the cases')
  expect(nodes.some((node) => node.text.includes('[?]'))).toBe(false)
})

type Words = (typeof seed.draft.chapters)[number]['clauses'][number]['paragraphs'][number]['content']

test('every clause reads as its seed says, each reference counted by hand', () => {
  const clauses = seed.draft.chapters.flatMap((chapter) => chapter.clauses)
  const numberOf = (list: readonly { readonly key: string }[], key: string) => list.findIndex((each) => each.key === key) + 1
  const render = (words: Words) => words.map((word) => {
    if (typeof word === 'string') return word
    const paragraphs = clauses.find(({ key }) => key === word.ref)?.paragraphs ?? []
    const paragraph = word.para ? numberOf(paragraphs, word.para) : null
    const points = paragraphs.find(({ key }) => key === word.para)?.points ?? []
    const point = word.point ? `(${'abcdefgh'.charAt(numberOf(points, word.point) - 1)})` : ''
    return word.form === 'internal' ? `paragraph ${paragraph}${point && `, point ${point}`}` : `Article ${numberOf(clauses, word.ref)}${paragraph ? `(${paragraph})` : ''}${point}`
  }).join('')
  for (const clause of clauses) {
    const lines = clause.paragraphs.flatMap(({ content, definitions = [], points = [], closing }) => [
      render(content), ...definitions.map(({ term, content: meaning }) => `‘${term.en}’ ${render(meaning)}`),
      ...points.map((point) => render(point.content)), ...(closing ? [render(closing)] : []),
    ])
    const node = nodes.find(({ id }) => id === places.nodes.get(clause.key))
    expect(node?.text.replaceAll('\u00A0', ' '), clause.key).toBe(lines.join('\n'))
    expect(node?.heading).toBe(clause.heading.en)
  }
})

test('the edits of the seed find their words at their places', () => {
  for (const { target, old } of seed.edits) {
    const clause = nodes.find(({ id }) => id === places.nodes.get(target.clause))
    const block = clause?.content.blocks.find(({ id }) => id === places.blocks.get([target.clause, target.para, target.point].filter(Boolean).join('/')))
    expect(block && blockText(block), `${target.clause}/${target.para}`).toContain(old)
  }
})

test('every quoted word of the seed is found once in its clause', () => {
  for (const { clause, quote } of seed.threads) {
    const text = nodes.find((node) => node.id === places.nodes.get(clause))?.text ?? ''
    expect(text.split(quote).length, `${clause}: ${quote}`).toBe(2)
  }
})

test('the structure is valid and every block has an id of its own', () => {
  const ids = nodes.flatMap((node) => node.content.blocks.map((block) => block.id))
  expect(new Set(ids).size).toBe(ids.length)
  for (const [, fragment] of clausesOf(doc)) expect(problemsOf(fragment)).toEqual([])
})
