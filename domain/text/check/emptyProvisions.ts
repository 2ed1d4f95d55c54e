import { isReference } from '../clauseContent.ts'
import { type BlockWords, wordsOf } from '../definitions.ts'
import type { Finding } from './finding.ts'
import { type CheckedClause, makeRule } from './rule.ts'

const isEmpty = ({ text }: BlockWords) => text.trim() === ''
const inTable = ({ type }: BlockWords) => type === 'row' || type === 'cell'

interface Facts { readonly empty: readonly Finding[]; readonly targets: readonly string[] }

/**
 * Provisions without words: an article, annex, recital or citation with nothing but its heading (blocking), a heading that says nothing,
 * a block left empty. An empty block that nothing refers to can be taken out; cells of a table may be empty.
 */
export const emptyProvisions = makeRule<Facts>({
  gather: (clause) => ({
    empty: emptyIn(clause),
    targets: clause.content.blocks.flatMap(({ inlines }) => inlines.flatMap((inline) => isReference(inline) && inline.crossReference.block ? [`${inline.crossReference.target}/${inline.crossReference.block}`] : [])),
  }),
  judge(read) {
    const targets = new Set(read.flatMap(({ fact }) => fact.targets))
    return read.flatMap(({ fact }) => fact.empty.map((finding) => {
      const { kind, clauseId, blockId } = finding
      const isSafe = kind === 'emptyBlock' && blockId !== '' && !targets.has(`${clauseId}/${blockId}`)
      return isSafe ? { ...finding, fix: [{ clauseId, blockId, remove: true as const }] } : finding
    }))
  },
})

function emptyIn({ id: clauseId, kind, content }: CheckedClause): Finding[] {
  const blocks = wordsOf(content)
  const found = (name: Finding['kind'], blockId: string): Finding => ({ kind: name, clauseId, blockId, from: 0, to: 0, data: {} })
  const headings = blocks.filter((block) => block.type === 'heading' && isEmpty(block)).map(({ id }) => found('emptyHeading', id))
  if (kind === 'chapter') return headings
  const body = blocks.filter(({ type }) => type !== 'heading')
  if (body.every(isEmpty)) return [...headings, found('emptyArticle', '')]
  return [...headings, ...body.filter((block) => isEmpty(block) && !inTable(block)).map(({ id }) => found('emptyBlock', id))]
}
