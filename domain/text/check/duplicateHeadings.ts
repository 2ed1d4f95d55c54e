import { headingOf } from '../clauseContent.ts'
import type { Finding } from './finding.ts'
import { isEnacting, makeRule } from './rule.ts'

/** Two articles of the same heading: whoever cites one by it may mean the other. Found at the later one; `first` is the id of the earlier. */
export const duplicateHeadings = makeRule<{ readonly heading: string; readonly key: string; readonly blockId: string }>({
  gather(clause) {
    const heading = headingOf(clause.content)?.trim() ?? ''
    return { heading, key: isEnacting(clause) ? heading.replace(/\s+/g, ' ').toLowerCase() : '', blockId: clause.content.blocks.find(({ type }) => type === 'heading')?.id ?? '' }
  },
  judge(read) {
    const first = new Map<string, string>()
    return read.flatMap(({ clause, fact: { heading, key, blockId } }): Finding[] => {
      const earlier = first.get(key)
      if (key === '') return []
      if (earlier === undefined) first.set(key, clause.id)
      return earlier === undefined ? [] : [{ kind: 'duplicateHeading', clauseId: clause.id, blockId, from: 0, to: 0, data: { heading, first: earlier } }]
    })
  },
})
