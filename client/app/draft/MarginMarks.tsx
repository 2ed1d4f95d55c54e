import { IconMessageCircle } from '@tabler/icons-react'
import { type RefObject, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CaretGlyph } from '#client/editor/caretElement.tsx'
import { useBlockOrder, useHighlights, useWorkers } from '#client/editor/draftReading.ts'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import css from './draft.module.css'

interface MarginMarksProps {
  readonly open: OpenDraft
  readonly clauseId: string
  readonly section: RefObject<HTMLElement | null>
  readonly onThread: (threadId: string) => void
}

const lineOfMargin = 22

/** "Ilse V.": the margin is narrow, and the whole name stands in the flag and in the list of who is here. */
const shortName = (name: string) => {
  const [first = '', ...rest] = name.split(' ')
  const last = rest.at(-1)
  return last ? `${first} ${last.charAt(0)}.` : first
}

/** The right margin of a clause: how many comments stand on a block, and who is working where. Drawn beside the words, over editor and page alike. */
export default function MarginMarks({ open, clauseId, section, onThread }: MarginMarksProps) {
  const { t } = useTranslation()
  const [tops, setTops] = useState<Readonly<Record<string, number>>>({})
  const order = useBlockOrder(open.text, clauseId)
  const highlights = useHighlights(open.editing, clauseId).filter(({ threadId }) => threadId !== 'new')
  const workers = useWorkers(open.text, open.editing, clauseId)
  const blocks = [...new Set(highlights.map(({ blockId }) => blockId))]
  const wanted = [...new Set([...blocks, ...workers.map(({ blockId }) => blockId)])].join()

  // An observer of sizes is told within the frame, once the page is laid out anyway: to ask at any other time lays it out for the asking,
  // with every letter of everybody. Blocks that change places are asked for by `order`: the size may stay.
  useEffect(() => {
    const element = section.current
    if (!element || wanted === '') return
    const observer = new ResizeObserver(() => setTops((before) => {
      const next = topsIn(element, wanted.split(','))
      return isSame(before, next) ? before : next
    }))
    observer.observe(element)
    return () => observer.disconnect()
  }, [section, wanted, order])

  return (
    <>
      {blocks.filter((blockId) => blockId in tops).map((blockId) => {
        const here = highlights.filter((highlight) => highlight.blockId === blockId)
        const opened = here.some((highlight) => highlight.open)
        return (
          <button
            key={blockId} type="button" className={`${css.margin} ${css.marginThreads} ${opened ? css.marginOpen : ''}`} style={{ insetBlockStart: tops[blockId] ?? 0 }}
            aria-label={t('drafts.threadsHere', { count: here.length })} onClick={() => here[0] && onThread(here[0].threadId)}
          >
            <IconMessageCircle size={16} stroke={1.6} aria-hidden />{here.length}
          </button>
        )
      })}
      {workers.filter(({ blockId }) => blockId in tops).map(({ person, blockId }, index, shown) => {
        const above = shown.slice(0, index).filter((other) => other.blockId === blockId).length + Number(blocks.includes(blockId))
        return (
          <span key={person.clientId} className={css.margin} style={{ insetBlockStart: (tops[blockId] ?? 0) + 4 + above * lineOfMargin }}>
            <CaretGlyph person={person} />{shortName(person.name)}
          </span>
        )
      })}
    </>
  )
}

/** How far each block stands below the head of its clause, in pixels. */
function topsIn(section: HTMLElement, blockIds: readonly string[]): Readonly<Record<string, number>> {
  const from = section.getBoundingClientRect().top
  return Object.fromEntries(blockIds.flatMap((id) => {
    const block = section.querySelector(`[data-block="${CSS.escape(id)}"]`)
    return block ? [[id, block.getBoundingClientRect().top - from]] : []
  }))
}

const isSame = (before: Readonly<Record<string, number>>, next: Readonly<Record<string, number>>) =>
  Object.keys(before).length === Object.keys(next).length && Object.entries(next).every(([id, top]) => before[id] === top)
