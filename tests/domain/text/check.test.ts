import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { blockingFindings } from '#domain/text/check/blocking.ts'
import { checkDraft } from '#domain/text/check/checkDraft.ts'
import type { Finding, FindingKind } from '#domain/text/check/finding.ts'
import { longestSentence } from '#domain/text/check/longSentences.ts'
import { type CheckedClause, makeRule } from '#domain/text/check/rule.ts'
import { typedNumberOf } from '#domain/text/check/typedNumbers.ts'
import { type Block, type ClauseContent, type Inline, plainText } from '#domain/text/clauseContent.ts'
import { writeClause } from '#domain/text/clauseFragment.ts'
import { contentOf, readDraft } from '#domain/text/draftText.ts'
import { applyEdits } from '#domain/text/editBlocks.ts'
import type { BlockType, NodeKind } from '#domain/text/kinds.ts'
import type { LabelLanguage } from '#domain/text/languages.ts'
import { readTerms } from '#domain/text/terms.ts'
import { addNode } from '#domain/text/placeNodes.ts'
import { buildFirstText, seed } from '#server/seed/content.ts'

type Words = string | readonly [BlockType, string | readonly Inline[]]
/** A clause whose blocks have the ids 0, 1, … after the clause's own. */
function clause(id: string, ...blocks: Words[]): CheckedClause {
  return ofKind('article', id, ...blocks)
}
function ofKind(kind: NodeKind, id: string, ...blocks: Words[]): CheckedClause {
  return { id, kind, content: { blocks: blocks.map((words, index): Block => {
    const [type, inlines] = typeof words === 'string' ? ['paragraph' as const, words] : words
    return { type, id: `${id}${index}`, inlines: typeof inlines !== 'string' ? inlines : inlines === '' ? [] : [{ text: inlines }] }
  }) } }
}
const checkIn = (language: LabelLanguage, ...clauses: CheckedClause[]) => checkDraft({ clauses, language, terms: readTerms(clauses, language) })
const check = (...clauses: CheckedClause[]) => checkIn('en', ...clauses)
const found = (kind: FindingKind, ...clauses: CheckedClause[]): Finding[] => check(...clauses).filter((finding) => finding.kind === kind)
const places = (findings: readonly Finding[]) => findings.map(({ blockId, from, to }) => [blockId, from, to])
const to = (target: string, block: string | null = null, form: 'full' | 'note' = 'full'): Inline => ({ crossReference: { target, block, form } })

/** What the clauses say after all fixes of a kind have been made in the shared text. */
function mended(kind: FindingKind, ...clauses: CheckedClause[]): string[] {
  const doc = new Y.Doc()
  let after: string | null = null
  for (const { id, kind: node, content } of clauses) {
    writeClause(addNode(doc, { id, kind: node, parent: null, after }), content)
    after = id
  }
  applyEdits(doc, found(kind, ...clauses).flatMap(({ fix = [] }) => fix))
  return clauses.map(({ id }) => plainText(contentOf(doc, id)))
}

describe('provisions without words', () => {
  test('an article with a heading alone is found and blocks; its empty paragraph is not found again', () => {
    const empty = clause('a', ['heading', 'Scope'], '')
    expect(check(empty).map(({ kind }) => kind)).toEqual(['emptyArticle'])
    expect(blockingFindings([empty]).map(({ kind, clauseId }) => [kind, clauseId])).toEqual([['emptyArticle', 'a']])
  })
  test('an empty paragraph can be taken out, unless something refers to it', () => {
    expect(mended('emptyBlock', clause('a', 'Words.', '', 'More.'))).toEqual(['Words.\nMore.'])
    expect(mended('emptyBlock', clause('a', 'Words.', ''), clause('b', ['paragraph', [{ text: 'See ' }, to('a', 'a1')]]))[0]).toBe('Words.\n')
  })
  test('an empty heading is found, an empty cell of a table is not', () => {
    expect(check(clause('a', ['heading', ' '], 'Words.', ['row', 'x'], ['cell', '']), ofKind('chapter', 'c', ['heading', 'Chapter'])).map(({ kind }) => kind)).toEqual(['emptyHeading'])
  })
})

describe('cross-references and notes', () => {
  const target = clause('a', 'Words.', ['note', 'A note.'])
  test('a reference to a provision or a block that is gone blocks, one that leads somewhere does not', () => {
    const citing = clause('b', ['paragraph', [{ text: 'See ' }, to('a'), { text: ' and ' }, to('gone'), to('a', 'a0'), to('a', 'gone')]], ['paragraph', [to('a', 'a1', 'note')]])
    expect(places(found('brokenReference', target, citing))).toEqual([['b0', 10, 11], ['b0', 12, 13]])
    expect(blockingFindings([target, citing])).toHaveLength(2)
  })
  test('a note that nothing calls and a call of no note are found', () => {
    expect(places(found('noteNeverCalled', target))).toEqual([['a1', 0, 0]])
    expect(places(found('callWithoutNote', target, clause('b', ['paragraph', [{ text: 'x' }, to('a', 'a0', 'note')]])))).toEqual([['b0', 1, 2]])
    expect(check(target, clause('b', ['paragraph', [{ text: 'x' }, to('a', 'a1', 'note')]]))).toEqual([])
  })
})

describe('defined terms', () => {
  const provider = clause('d', ['heading', 'Definitions'], ['definition', '‘provider’ means a person;'])
  test('a term that only its own definition uses is found at its quote', () => {
    expect(places(found('termNeverUsed', clause('d', ['definition', '‘provider’ means a provider;']), clause('a', 'Nothing.')))).toEqual([['d0', 0, 10]])
    expect(found('termNeverUsed', provider, clause('a', 'All providers pay.'))).toEqual([])
  })
  test('a term that is defined twice is found at the later definition, and names the earlier clause', () => {
    const [again] = found('termDefinedTwice', provider, clause('e', ['definition', '‘deployer’ or ‘provider’ means somebody else;']), clause('a', 'A provider and a deployer.'))
    expect([again?.blockId, again?.from, again?.data]).toEqual(['e0', 14, { term: 'provider', first: 'd' }])
    expect(found('termNeverUsed', provider, clause('e', ['definition', '‘provider’ means x;']), clause('a', 'A provider.'))).toEqual([])
  })
  test('what is quoted or capitalised like a term and has no definition is found at its first use', () => {
    expect(found('termNeverDefined', provider, clause('a', 'A ‘data broker’ pays. The provider is a ‘provider’.')).map(({ data }) => data['term'])).toEqual(['data broker'])
    expect(places(found('termNeverDefined', clause('a', 'The Appeals Board decides.'), clause('b', 'Ask the Appeals Board. Articles of the Treaty.')))).toEqual([['a0', 4, 17]])
    expect(found('termNeverDefined', clause('a', 'Ask the Appeals Board once. Providers pay. Providers pay again.'))).toEqual([])
    expect(found('termNeverDefined', ofKind('title', 't', ['plain', 'A Framework']), clause('a', 'In this Framework, and under the Framework.'))).toEqual([])
  })
})

test('a heading that an earlier article has is found, whatever its capitals', () => {
  const twice = found('duplicateHeading', clause('a', ['heading', 'Scope'], 'x'), clause('b', ['heading', 'Aims'], 'x'), clause('c', ['heading', ' scope '], 'x'))
  expect(twice.map(({ clauseId, data }) => [clauseId, data['first']])).toEqual([['c', 'a']])
})

describe('a French law commands by the present', () => {
  const words = 'Le fournisseur doit transmettre. Il n’aura accès que si elle sera tenue. Il convient d’agir, et il devrait écrire. Sera-t-il jugé ? L’aura-t-il ? Un devoir, un droit.'
  const inFrench = (kind: FindingKind, ...clauses: CheckedClause[]) => checkIn('fr', ...clauses).filter((finding) => finding.kind === kind)

  test('duties said twice, wishes and the future are found where the law commands, and in no English one', () => {
    expect(inFrench('dutyVerb', clause('a', words)).map(({ data }) => data['words'])).toEqual(['doit'])
    expect(inFrench('wishVerb', clause('a', words)).map(({ data }) => data['words'])).toEqual(['Il convient', 'devrait'])
    expect(inFrench('futureVerb', clause('a', words)).map(({ data: { words: old, usual } }) => `${old} ${usual}`)).toEqual(['aura a', 'sera est'])
    const kinds = ['dutyVerb', 'wishVerb', 'futureVerb'] as const
    for (const kind of kinds) {
      expect(inFrench(kind, ofKind('recital', 'r', ['plain', words]), clause('h', ['heading', words], 'Rien.'))).toEqual([])
      expect(found(kind, clause('a', words))).toEqual([])
    }
  })

  test('the future is replaced by the present, with the capital that it has', () => {
    const [finding] = inFrench('futureVerb', clause('a', 'Seront punis ceux qui mentent.'))
    expect(finding?.fix).toEqual([{ clauseId: 'a', blockId: 'a0', from: 0, to: 6, old: 'Seront', words: 'Sont' }])
  })

  test('what is said of English verbs is not said of a French text that has their letters', () => {
    expect(checkIn('fr', clause('a', 'It shall pay. It must. It should, it may not.')).filter(({ kind }) => ['mixedModals', 'weakShould', 'ambiguousMayNot', 'doubleModal'].includes(kind))).toEqual([])
  })
})

describe('quotation marks', () => {
  test('straight ones are mended as the language of the law has them', () => {
    const better = (language: LabelLanguage) => checkIn(language, clause('a', 'Un "contenu" ici.')).filter(({ kind }) => kind === 'straightQuote').flatMap(({ fix = [] }) => fix.map((edit) => ('words' in edit ? edit.words : '')))
    expect(better('en')).toEqual(['“', '”'])
    expect(better('fr')).toEqual(['«\u00A0', '\u00A0»'])
  })
})

describe('shall, must, may and should', () => {
  test('the rarer word for a duty is replaced by the usual one, with its capital', () => {
    expect(mended('mixedModals', clause('a', 'It shall pay. It shall not ask.'), clause('b', 'Must it? It must.'))).toEqual(['It shall pay. It shall not ask.', 'Shall it? It shall.'])
    expect(mended('mixedModals', clause('a', 'It must pay. It must ask. It shall go.'))).toEqual(['It must pay. It must ask. It must go.'])
    expect(found('mixedModals', clause('a', 'It must pay.'), ofKind('recital', 'r', ['plain', 'It shall be.']))).toEqual([])
  })
  test('verbs that contradict each other, “may not” and “should” are found, in provisions alone', () => {
    const words = 'It shall may pay. It may not go. It should stay. A mayor, the shoulder.'
    expect(check(clause('a', words)).map(({ kind, from }) => [kind, from])).toEqual([['doubleModal', 3], ['ambiguousMayNot', 21], ['weakShould', 36]])
    expect(check(ofKind('recital', 'r', ['plain', words]))).toEqual([])
  })
})

test('a sentence of more words than the limit is found with both numbers, one of the limit is not', () => {
  const sentence = (words: number) => `Word ${'word '.repeat(words - 2)}end.`
  const [long, ...rest] = found('longSentence', clause('a', `Short. ${sentence(longestSentence + 1)} ${sentence(longestSentence)}`))
  expect([long?.from, long?.data, rest]).toEqual([7, { words: longestSentence + 1, limit: longestSentence }, []])
})

describe('numbers typed into the words', () => {
  test.each<[string, string | null]>([
    ['(a) the name', '(a)'], ['2. The name', '2.'], ['iv) the name', 'iv)'], ['Article 5 – Scope', 'Article 5 –'], ['  (12)\u00A0the name', '(12)'],
    ['(a) and (b) apply', null], ['5.5 per cent', null], ['12 months later', null], ['The name', null], ['as agreed', null],
  ])('%s', (text, words) => {
    expect(typedNumberOf(text)?.words ?? null).toBe(words)
  })
  test('they are taken out, and what a series leaves out is found', () => {
    const imported = clause('a', '1. One', ['point', '(a) first'], ['point', '(c) third'], '2. Two', '4. Four')
    expect(found('numberingGap', imported).map(({ blockId, data }) => [blockId, data['before']])).toEqual([['a2', '(a)'], ['a4', '2.']])
    expect(mended('typedNumber', imported)).toEqual(['One\nfirst\nthird\nTwo\nFour'])
    expect(found('numberingGap', clause('a', ...['(g) x', '(h) x', '(i) x', '(i) y', '(ii) y', '(iii) y', '(iv) y', '(a) z'].map((words): Words => ['point', words])))).toEqual([])
  })
})

test('straight quotes and double spaces are mended by what stands around them', () => {
  expect(mended('straightQuote', clause('a', `"It's" ('so'), 5' wide`))).toEqual(['“It’s” (‘so’), 5\' wide'])
  expect(mended('doubleSpace', clause('a', 'one  two   three \u00A0four'))).toEqual(['one two three\u00A0four'])
})

test('a clause is read again only when its words are other ones', () => {
  const readings: string[] = []
  const rule = makeRule({ gather: ({ id }) => { readings.push(id); return id }, judge: () => [] })
  const [a, b] = [clause('a', 'x'), clause('b', 'y')]
  const draft = (...clauses: CheckedClause[]) => ({ clauses, language: 'en' as const, terms: readTerms([], 'en') })
  rule.judge(draft(a, b))
  rule.judge(draft(a, clause('b', 'z')))
  expect(readings).toEqual(['a', 'b', 'b'])
})

test('the seeded law has nothing that blocks and nothing to warn of', () => {
  const { nodes } = readDraft(buildFirstText(seed).doc)
  expect(blockingFindings(nodes)).toEqual([])
  const clauses: { id: string; kind: NodeKind; content: ClauseContent }[] = nodes
  const kinds = check(...clauses).map(({ kind, data }) => `${kind} ${JSON.stringify(data)}`)
  expect(kinds.filter((kind) => !/^(longSentence|ambiguousMayNot)/.test(kind))).toEqual([])
})
