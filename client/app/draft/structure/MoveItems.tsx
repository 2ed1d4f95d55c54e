import { Menu } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconIndentDecrease, IconIndentIncrease, IconListTree } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { placeAbove, placeBelow, placeInto, placeOut } from '#domain/text/places.ts'
import { readTree } from '#domain/text/tree.ts'
import type { Structuring, Way } from './structuring.ts'

/** Where a provision can go from where it is. */
export function MoveItems({ clauseId, open, structuring }: { clauseId: string; open: OpenDraft; structuring: Structuring }) {
  const { t } = useTranslation()
  const { move, askPlace, isHeld, nameOf, whyNot } = structuring
  const tree = readTree(open.text.doc)
  const reason = whyNot(clauseId) || (isHeld(clauseId) ? t('structure.inPlace', { name: nameOf(clauseId) }) : '')
  const [out, into] = [placeOut(tree, clauseId), placeInto(tree, clauseId)]
  const item = (way: Way, label: string, Icon: typeof IconArrowUp, isPossible: boolean, keys?: string) => (
    <Menu.Item
      leftSection={<Icon size={16} aria-hidden />} disabled={reason !== '' || !isPossible} title={reason || (isPossible ? undefined : t('structure.noPlace', { name: nameOf(clauseId) }))}
      {...(keys && { 'aria-keyshortcuts': keys })} onClick={() => move(clauseId, way)}
    >
      {label}
    </Menu.Item>
  )
  return (
    <>
      {item('up', t('structure.up'), IconArrowUp, placeAbove(tree, clauseId) !== null, 'Alt+Shift+ArrowUp')}
      {item('down', t('structure.down'), IconArrowDown, placeBelow(tree, clauseId) !== null, 'Alt+Shift+ArrowDown')}
      {out?.after && item('out', t('structure.out', { chapter: nameOf(out.after) }), IconIndentDecrease, true)}
      {into?.parent && item('into', t('structure.into', { chapter: nameOf(into.parent) }), IconIndentIncrease, true)}
      <Menu.Item leftSection={<IconListTree size={16} aria-hidden />} disabled={reason !== ''} title={reason} onClick={() => askPlace(clauseId)}>{t('structure.moveTo')}</Menu.Item>
    </>
  )
}
