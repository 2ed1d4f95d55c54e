import type { BlockType } from '#domain/text/kinds.ts'
import type { LabelLanguage } from '#domain/text/languages.ts'
import { blockNumbers } from '#domain/text/numbering.ts'

/** What is printed before each block of a clause, as laws in the language are numbered; before a note the number by which it is called, or a star while nothing calls it. */
export const numbersOf = <B extends { readonly type: BlockType }>(blocks: readonly B[], language: LabelLanguage, noteNumber: (note: B) => string | null): (string | null)[] => {
  const numbers = blockNumbers(blocks, language)
  return blocks.map((block, index) => block.type === 'note' ? noteNumber(block) ?? '*' : numbers[index]?.own ?? null)
}
