import { wordsOf } from '../definitions.ts'
import type { Finding, FindingKind } from './finding.ts'
import { isEnacting, makeRule } from './rule.ts'

const duty = /(?<![\p{L}\p{N}])(shall|must)(?![\p{L}\p{N}])/giu
const others: readonly (readonly [FindingKind, RegExp])[] = [
  ['doubleModal', /(?<!\p{L})(?:shall|must)\s+(?:may|must|shall|should)(?!\p{L})|(?<!\p{L})(?:may|should)\s+(?:shall|must)(?!\p{L})/giu],
  ['ambiguousMayNot', /(?<!\p{L})may\s+not(?!\p{L})/giu],
  ['weakShould', /(?<!\p{L})should(?!\p{L})/giu],
]

interface Use { readonly clauseId: string; readonly blockId: string; readonly from: number; readonly to: number; readonly words: string }
interface Facts { readonly duties: readonly Use[]; readonly others: readonly Finding[] }

/**
 * How an English law commands, in its enacting provisions: one word for a duty throughout (the rarer of "shall" and "must" is found, and
 * can be replaced by the other); no two of these verbs together; "may not", which forbids or leaves open; "should", which obliges nobody.
 */
export const modalVerbs = makeRule<Facts>({
  gather(clause, { language }) {
    if (language !== 'en' || !isEnacting(clause)) return { duties: [], others: [] }
    const uses = (expression: RegExp): Use[] => wordsOf(clause.content).filter(({ type }) => type !== 'heading').flatMap(({ id, text }) =>
      [...text.matchAll(expression)].map(({ index, 0: words }) => ({ clauseId: clause.id, blockId: id, from: index, to: index + words.length, words })))
    return { duties: uses(duty), others: others.flatMap(([kind, expression]) => uses(expression).map(({ words, ...place }): Finding => ({ kind, ...place, data: { words } }))) }
  },
  judge(read) {
    const duties = read.flatMap(({ fact }) => fact.duties)
    const musts = duties.filter(({ words }) => words.toLowerCase() === 'must')
    const [usual, rare] = musts.length > duties.length - musts.length ? ['must', 'shall'] : ['shall', 'must']
    const mixed = duties.filter(({ words }) => words.toLowerCase() === rare).map(({ words: old, ...place }): Finding => {
      const words = /^\p{Lu}/u.test(old) ? usual.charAt(0).toUpperCase() + usual.slice(1) : usual
      return { kind: 'mixedModals', ...place, data: { words: old, usual: words }, fix: [{ ...place, old, words }] }
    })
    return [...mixed, ...read.flatMap(({ fact }) => fact.others)]
  },
})
