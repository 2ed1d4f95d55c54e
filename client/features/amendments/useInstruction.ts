import { useTranslation } from 'react-i18next'
import type { CitedView, InstructionView } from '#domain/contract/pieces.ts'
import type { BlockType, NodeKind } from '#domain/text/kinds.ts'

const places: Record<NodeKind, string> = { title: 'pieces.place.title', citation: 'pieces.place.citation', recital: 'pieces.place.recital', chapter: 'pieces.place.chapter', article: 'pieces.place.article', annex: 'pieces.place.annex' }
const unnumbered: Record<NodeKind, string> = { title: 'pieces.unnumbered.title', citation: 'pieces.unnumbered.citation', recital: 'pieces.unnumbered.recital', chapter: 'pieces.unnumbered.chapter', article: 'pieces.unnumbered.article', annex: 'pieces.unnumbered.annex' }
// Blocks that have no number of their own are told by what they are.
const parts: Partial<Record<BlockType, string>> = { heading: 'pieces.part.heading', note: 'pieces.part.note', row: 'pieces.part.row', cell: 'pieces.part.cell' }
const aBlock: Record<BlockType, string> = {
  heading: 'pieces.aBlock.heading', paragraph: 'pieces.aBlock.paragraph', point: 'pieces.aBlock.point', indent: 'pieces.aBlock.indent', definition: 'pieces.aBlock.definition', plain: 'pieces.aBlock.plain',
  row: 'pieces.aBlock.row', cell: 'pieces.aBlock.cell', note: 'pieces.aBlock.note',
}
const aClause: Record<NodeKind, string> = { title: 'pieces.aClause.title', citation: 'pieces.aClause.citation', recital: 'pieces.aClause.recital', chapter: 'pieces.aClause.chapter', article: 'pieces.aClause.article', annex: 'pieces.aClause.annex' }

export interface Said { readonly sentence: string; /** The words of a provision that is put in, a block each. */ readonly lines: readonly string[] }

/** The sentence by which a drafter would order a piece: “In Article 3(2), for ‘without delay’ substitute ‘within 24 hours’.” */
export function useInstruction(): (instruction: InstructionView) => Said {
  const { t } = useTranslation()
  const nameOf = ({ label, kind, ordinal, block }: CitedView): string => {
    const place = label === null || kind === 'title' ? t(unnumbered[kind], { ordinal }) : t(places[kind], { label })
    const part = block && parts[block]
    return part ? t(part, { place }) : place
  }
  const say = (instruction: InstructionView): string => {
    if (instruction.code === 'insertClause') {
      const what = t(aClause[instruction.kind])
      if (instruction.after) return t('pieces.say.insertClause', { what, after: nameOf(instruction.after) })
      return instruction.parent ? t('pieces.say.insertClauseFirst', { what, parent: nameOf(instruction.parent) }) : t('pieces.say.insertClauseTop', { what })
    }
    const place = nameOf(instruction.place)
    switch (instruction.code) {
      case 'substitute': return t('pieces.say.substitute', { place, old: instruction.old, new: instruction.new })
      case 'leaveOut': return t('pieces.say.leaveOut', { place, old: instruction.old })
      case 'insertAfter': return t('pieces.say.insertAfter', { place, context: instruction.context, new: instruction.new })
      case 'insertBefore': return t('pieces.say.insertBefore', { place, context: instruction.context, new: instruction.new })
      case 'setWords': return t('pieces.say.setWords', { place, new: instruction.new })
      case 'insertBlock': {
        const what = t(aBlock[instruction.block])
        return instruction.after ? t('pieces.say.insertBlock', { after: nameOf(instruction.after), what, new: instruction.new }) : t('pieces.say.insertBlockFirst', { place, what, new: instruction.new })
      }
      case 'leaveOutBlock': case 'leaveOutClause': return t('pieces.say.leaveOutWhole', { place })
      case 'setBlockAs': return t('pieces.say.setBlockAs', { place, what: t(aBlock[instruction.block]) })
      case 'moveBlock': case 'moveClause': {
        if (instruction.after) return t('pieces.say.move', { place, after: nameOf(instruction.after) })
        return instruction.parent ? t('pieces.say.moveFirst', { place, parent: nameOf(instruction.parent) }) : t('pieces.say.moveTop', { place })
      }
    }
  }
  return (instruction) => ({ sentence: say(instruction), lines: instruction.code === 'insertClause' ? instruction.new.filter((line) => line !== '') : [] })
}
