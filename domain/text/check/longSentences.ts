import { sentencesOf, wordCount } from '../sentences.ts'
import { isEnacting, clauseRule } from './rule.ts'
import { wordsOf } from '../definitions.ts'
import type { Finding } from './finding.ts'

/** So many words a sentence of a provision may have; the Joint Practical Guide of the EU institutions (point 4.4) asks for short ones and names no number. */
export const longestSentence = 50

/** Sentences of enacting provisions with more words than that. A citation or a recital is one sentence by custom, however long. */
export const longSentences = clauseRule((clause, { language }) => {
  if (!isEnacting(clause)) return []
  return wordsOf(clause.content).flatMap(({ id: blockId, text }): Finding[] => {
    // A word and the space after it: a shorter text cannot have too many.
    if (text.length < longestSentence * 2) return []
    return sentencesOf(text, language).flatMap(({ from, to }): Finding[] => {
      const words = wordCount(text.slice(from, to), language)
      return words > longestSentence ? [{ kind: 'longSentence', clauseId: clause.id, blockId, from, to, data: { words, limit: longestSentence } }] : []
    })
  })
})
