import { Menu } from '@mantine/core'
import { IconRowInsertBottom, IconRowInsertTop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ClauseReading } from '#client/editor/draftText.ts'
import type { NodeKind } from '#domain/text/kinds.ts'
import { sections } from '#domain/text/treeNode.ts'
import type { Structuring } from './structuring.ts'

const others = ['article', 'chapter', 'recital', 'citation', 'annex'] as const
const beforeKeys = { article: 'structure.articleBefore', chapter: 'structure.chapterBefore', recital: 'structure.recitalBefore', citation: 'structure.citationBefore', annex: 'structure.annexBefore' } as const
const afterKeys = { article: 'structure.articleAfter', chapter: 'structure.chapterAfter', recital: 'structure.recitalAfter', citation: 'structure.citationAfter', annex: 'structure.annexAfter' } as const
const newKeys = { article: 'structure.newArticle', chapter: 'structure.newChapter', recital: 'structure.newRecital', citation: 'structure.newCitation', annex: 'structure.newAnnex' } as const

/** What can be inserted beside a provision: its own kind before and after it, the others where they can stand. */
export function InsertItems({ clause: { id: clauseId, kind, parent }, structuring: { insert, nameOf, whyNot } }: { clause: ClauseReading; structuring: Structuring }) {
  const { t } = useTranslation()
  const reason = whyNot(null)
  const name = nameOf(clauseId)
  const item = (label: string, act: () => void, isAbove = false) => (
    <Menu.Item key={label} leftSection={isAbove ? <IconRowInsertTop size={16} aria-hidden /> : <IconRowInsertBottom size={16} aria-hidden />} disabled={reason !== ''} title={reason} onClick={act}>{label}</Menu.Item>
  )
  // A chapter stands in the row of articles; whatever cannot stand here goes to its own section.
  const isBeside = (other: NodeKind) => sections[other] === sections[kind]
  return others.flatMap((other) => isBeside(other)
    ? [
      ...(other === kind ? [item(t(beforeKeys[other], { name }), () => insert(other, clauseId, 'before'), true)] : []),
      item(t(other === 'article' && kind === 'chapter' ? 'structure.articleIn' : afterKeys[other], { name: other === 'chapter' && parent !== null ? nameOf(parent) : name }), () => insert(other, clauseId, 'after')),
    ]
    : [item(t(newKeys[other]), () => insert(other, clauseId, 'after'))])
}
