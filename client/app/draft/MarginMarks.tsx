import { IconMessageCircle } from '@tabler/icons-react'
import { type RefObject, useLayoutEffect, useReducer, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CaretGlyph } from '#client/editor/caretElement.tsx'
import { useCarets, useContent, useHighlights } from '#client/editor/draftReading.ts'
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
  const [width, resized] = useReducer((count: number) => count + 1, 0)
  const content = useContent(open.text, clauseId)
  const highlights = useHighlights(open.editing, clauseId).filter(({ threadId }) => threadId !== 'new')
  const carets = useCarets(open.text, open.editing, clauseId)
  const blocks = [...new Set(highlights.map(({ blockId }) => blockId))]
  const wanted = [...new Set([...blocks, ...carets.map(({ head }) => head.blockId)])].join()

  const isBare = wanted === ''

  useLayoutEffect(() => {
    const element = section.current
    if (!element || isBare) return
    const observer = new ResizeObserver(resized)
    observer.observe(element)
    return () => observer.disconnect()
  }, [section, isBare])
  // Words and width are not read here, but both move the blocks that are measured.
  useLayoutEffect(() => {
    const element = section.current
    if (!element || isBare) return
    const from = element.getBoundingClientRect().top
    const top = (id: string) => (element.querySelector(`[data-block="${CSS.escape(id)}"]`)?.getBoundingClientRect().top ?? from) - from
    setTops(Object.fromEntries(wanted.split(',').map((id) => [id, top(id)])))
  }, [section, wanted, isBare, content, width])

  return (
    <>
      {blocks.map((blockId) => {
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
      {carets.map(({ person, head }, index) => {
        const above = carets.slice(0, index).filter((other) => other.head.blockId === head.blockId).length + Number(blocks.includes(head.blockId))
        return (
          <span key={person.clientId} className={css.margin} style={{ insetBlockStart: (tops[head.blockId] ?? 0) + 4 + above * lineOfMargin }}>
            <CaretGlyph person={person} />{shortName(person.name)}
          </span>
        )
      })}
    </>
  )
}
