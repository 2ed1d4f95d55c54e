import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block, Inline } from '#domain/text/clauseContent.ts'
import { type CopiedProvision, type CopyWords, lawHtml, lawText, pieceHtml } from '#domain/text/copied.ts'
import { nodeKinds } from '#domain/text/kinds.ts'
import { blockTypes } from '#domain/text/kinds.ts'
import { anyContent } from './anyContent.ts'

const words: CopyWords = {
  language: 'fr',
  labelOf: ({ target, form }) => (target === 'gone' ? null : form === 'note' ? '1' : 'Article 7'), brokenReference: '[provision deleted]',
  addressOf: ({ target }) => `https://parley.example/drafts/1#clause-${target}`,
}
const block = (type: Block['type'], number: string | null, ...inlines: Inline[]) => ({ block: { type, id: `${type}-id`, inlines }, number })
const article: CopiedProvision = {
  kind: 'article', isWhole: true, label: 'Article 3', blocks: [
    block('heading', null, { text: 'Scope & <limits>' }),
    block('paragraph', '1.', { text: 'As ' }, { text: 'said', marks: ['strong', 'em'] }, { text: ' in ' }, { crossReference: { target: 'other', block: null, form: 'full' } }, { crossReference: { target: 'x', block: 'n', form: 'note' } }, { text: '.' }),
    block('point', '(a)', { text: 'a link', marks: ['link'], href: 'https://example.org/?a=1&b="2"' }),
    block('row', null, { text: 'Use' }), block('cell', null, { text: 'Risk' }), block('row', null, { text: 'Video' }), block('cell', null, { text: 'high' }),
    block('note', '1', { text: 'OJ L 119.' }),
  ],
}

describe('what is copied of a law', () => {
  test('is plain text with numbers, labels, tabs between cells and notes in brackets', () => {
    expect(lawText([article], words)).toBe('Article 3\nScope & <limits>\n1. As said in Article 7[1].\n  (a) a link\nUse\tRisk\nVideo\thigh\n[1] OJ L 119.')
  })
  test('is HTML that says headings, numbers, tables and links, with every sign escaped', () => {
    const html = lawHtml([article], words)
    expect(html).toContain('<span data-number="">Article 3<br></span>Scope &amp; &lt;limits&gt;</h3>')
    expect(html).toContain('<span data-number="">1.\u00A0</span>As <strong><em>said</em></strong> in <a data-target="other" data-form="full" href="https://parley.example/drafts/1#clause-other">Article 7</a>')
    expect(html).toContain('<a href="https://example.org/?a=1&amp;b=&quot;2&quot;">a link</a>')
    expect(html.match(/<t[rhd]/g)).toEqual(['<tr', '<th', '<th', '<tr', '<td', '<td'])
    expect(html).not.toContain('&nbsp;')
    // Once for each paragraph, heading and table, which hands it on to its cells.
    expect(html.match(/<(?:h3|p|table)[ >][^>]*/g)?.map((tag) => /lang="(..)"/.exec(tag)?.[1])).toEqual(['fr', 'fr', 'fr', 'fr', 'fr'])
  })
  test('a piece of a paragraph is no paragraph, and an article without a heading still has its name', () => {
    expect(pieceHtml([{ text: 'a < b' }], words)).toBe('<span lang="fr">a &lt; b</span>')
    expect(lawHtml([{ ...article, blocks: article.blocks.slice(1, 2) }], words)).toMatch(/^<h3 data-node="article" data-type="heading" lang="fr"><span data-number="">Article 3<\/span><\/h3><p data-type="paragraph"/)
  })
  test('a link that is not safe is words, and a reference to nothing says so', () => {
    const inlines: Inline[] = [{ text: 'click', marks: ['link'], href: 'javascript:alert(1)' }, { crossReference: { target: 'gone', block: null, form: 'full' } }]
    expect(pieceHtml(inlines, { ...words, addressOf: () => 'javascript:alert(2)' })).toBe('<span lang="fr">click<a data-target="gone" data-form="full">[provision deleted]</a></span>')
  })
})

test('no words become markup, whatever they are', () => {
  const sharp = fc.constantFrom('<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '\' onmouseover=\'x', ']]><!--', '&lt;b&gt;', '</p><p>', '\u0000', '<style>')
  const texts = fc.array(fc.oneof(sharp, fc.string({ unit: 'grapheme', maxLength: 8 })), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''))
  const provisions = fc.array(fc.record({ kind: fc.constantFrom(...nodeKinds), isWhole: fc.boolean(), label: fc.option(texts), content: anyContent, text: texts, number: fc.option(texts) }), { maxLength: 3 })
  const allowed = new Set(['p', 'h2', 'h3', 'span', 'br', 'a', 'strong', 'em', 'u', 's', 'sub', 'sup', 'table', 'tbody', 'tr', 'td', 'th'])
  fc.assert(fc.property(provisions, texts, (all, label) => {
    const copied = all.map(({ kind, isWhole, label: own, content, text, number }): CopiedProvision => ({
      kind, isWhole, label: own,
      blocks: [...content.blocks.map((one) => ({ block: { ...one, id: text }, number })), { block: { type: blockTypes[0], id: text, inlines: [{ text, marks: ['link'], href: text }] }, number }],
    }))
    const html = lawHtml(copied, { language: 'en', labelOf: () => label, brokenReference: label, addressOf: () => label })
    // Taken apart by the grammar of tags alone: what is between them holds no sign that could begin one.
    const rest = html.replace(/<(\/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"<>]*")*)>/g, (_whole, _end, tag: string, attributes: string) => {
      expect(allowed).toContain(tag)
      for (const [, name] of attributes.matchAll(/ ([a-z-]+)="/g)) expect(['data-node', 'data-type', 'data-block', 'data-note', 'data-number', 'data-target', 'data-target-block', 'data-form', 'href', 'style', 'lang', undefined]).toContain(name)
      expect(attributes).not.toMatch(/href="(?!https?:|mailto:)/)
      return ''
    })
    expect(rest).not.toMatch(/[<>"]/)
  }), { numRuns: 300, seed: 20261127 })
})
