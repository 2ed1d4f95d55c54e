import type { ReactNode } from 'react'
import type { Run } from '#domain/text/clauseContent.ts'
import type { MarkName } from '#domain/text/kinds.ts'
import { isSafeLink } from '#domain/text/links.ts'

const tags = { em: 'em', strong: 'strong', underline: 'u', strike: 's', sub: 'sub', sup: 'sup' } as const satisfies Partial<Record<MarkName, string>>
// The innermost first: the same order in which the editor nests them.
const order = ['sup', 'sub', 'strike', 'underline', 'em', 'strong'] as const

/** One run of words of the law in the elements that the editor writes for its marks. */
export function MarkedRun({ run: { text, marks = [], href } }: { run: Run }) {
  let words: ReactNode = text
  for (const mark of order) {
    const Tag = tags[mark]
    if (marks.includes(mark)) words = <Tag>{words}</Tag>
  }
  return isSafeLink(href) ? <a className="law-link" href={href} target="_blank" rel="noopener noreferrer nofollow">{words}</a> : words
}
