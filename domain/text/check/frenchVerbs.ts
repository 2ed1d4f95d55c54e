import { wordsOf } from '../definitions.ts'
import type { Finding, FindingKind } from './finding.ts'
import { clauseRule, isEnacting } from './rule.ts'

// A word, also after an elision ("n’aura"), and not before an inversion ("sera-t-il").
const word = (forms: string) => new RegExp(`(?<![\\p{L}\\p{N}-])(?:${forms})(?![\\p{L}\\p{N}-])`, 'giu')
const present: Readonly<Record<string, string>> = { sera: 'est', seront: 'sont', aura: 'a', auront: 'ont', pourra: 'peut', pourront: 'peuvent' }
const verbs: readonly (readonly [FindingKind, RegExp])[] = [
  ['dutyVerb', word('doit|doivent|devra|devront')],
  ['wishVerb', word('devrait|devraient|il\\s+convient|il\\s+y\\s+a\\s+lieu')],
  ['futureVerb', word(Object.keys(present).join('|'))],
]

/**
 * How a French law commands, in its enacting provisions: by the present indicative, which obliges by itself ("transmet"). "Doit" adds
 * nothing to it and makes provisions without it look weaker; "devrait" and "il convient" oblige nobody; the future leaves open from when
 * on (Guide de légistique of the Conseil d'État and the Secrétariat général du Gouvernement, part 3.3). The future of the commonest verbs
 * is replaced by their present.
 */
export const frenchVerbs = clauseRule((clause, { language }) => {
  if (language !== 'fr' || !isEnacting(clause)) return []
  return wordsOf(clause.content).filter(({ type }) => type !== 'heading').flatMap(({ id, text }) =>
    verbs.flatMap(([kind, expression]) => [...text.matchAll(expression)].map(({ index, 0: words }): Finding => {
      const place = { clauseId: clause.id, blockId: id, from: index, to: index + words.length }
      const usual = present[words.toLowerCase()]
      if (usual === undefined) return { kind, ...place, data: { words } }
      const better = /^\p{Lu}/u.test(words) ? usual.charAt(0).toUpperCase() + usual.slice(1) : usual
      return { kind, ...place, data: { words, usual: better }, fix: [{ ...place, old: words, words: better }] }
    })))
})
