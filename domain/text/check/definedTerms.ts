import { wordsOf } from '../definitions.ts'
import { definitionsOf, type DefinedTerm, termUses } from '../terms.ts'
import type { Finding } from './finding.ts'
import { type CheckedClause, makeRule } from './rule.ts'

const keyOf = ({ clauseId, blockId }: { readonly clauseId: string; readonly blockId: string }) => `${clauseId}/${blockId}`

/** Terms that are defined twice: found at the later definition; `first` is the clause of the earlier. */
export const termsDefinedTwice = makeRule<null>({
  gather: () => null,
  judge(read, { terms }) {
    const first = new Map<string, DefinedTerm>()
    return terms.terms.flatMap((term) => term.forms.flatMap((form): Finding[] => {
      const earlier = first.get(form)
      if (!earlier) first.set(form, term)
      return earlier && keyOf(earlier) !== keyOf(term) ? [{ kind: 'termDefinedTwice', ...placeOf(term, read, form), data: { term: form, first: earlier.clauseId } }] : []
    }))
  },
})

/** Where a form of a term is defined: its quote. */
function placeOf({ clauseId, blockId, forms }: DefinedTerm, read: readonly { readonly clause: CheckedClause }[], form: string) {
  const content = read.find(({ clause }) => clause.id === clauseId)?.clause.content
  const definition = content && definitionsOf(content).find((each) => each.blockId === blockId && each.forms.includes(form))
  return { clauseId, blockId, ...(definition?.quotes[forms.indexOf(form)] ?? { from: 0, to: 0 }) }
}

/** Terms whose meaning is fixed and that nothing uses but their own definition. A second definition of a term is not asked. */
export const termsNeverUsed = makeRule<readonly string[]>({
  dependsOn: ({ terms }) => terms,
  gather: (clause, { terms }) => [...new Set(termUses(terms, wordsOf(clause.content)).filter(({ blockId, term }) => term.clauseId !== clause.id || term.blockId !== blockId).map(({ term }) => keyOf(term)))],
  judge(read, { terms }) {
    const used = new Set(read.flatMap(({ fact }) => fact))
    const seen = new Set<string>()
    return terms.terms.flatMap((term): Finding[] => {
      const own = term.forms.filter((form) => !seen.has(form))
      for (const form of own) seen.add(form)
      const [form] = own
      return form === undefined || used.has(keyOf(term)) ? [] : [{ kind: 'termNeverUsed', ...placeOf(term, read, form), data: { term: form } }]
    })
  },
})
