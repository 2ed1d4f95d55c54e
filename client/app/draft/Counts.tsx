import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftText } from '#client/editor/draftText.ts'
import { useFormat } from '#client/lib/format.ts'
import { inSlices } from '#client/lib/slices.ts'
import { inTime } from '#client/lib/inTime.ts'
import { countClause, countDraft, type DraftCount } from '#domain/text/count.ts'
import { wordCount } from '#domain/text/sentences.ts'
import css from './draft.module.css'

const pauseMs = 800
const settledMs = 250

/** How many words the draft, the clause being read and the marked words have. Counted when the writing pauses, in slices. */
export default function Counts({ text, current }: { text: DraftText; current: string | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const whole = useDraftCount(text)
  const marked = useMarkedCount(text)
  const clause = current === null ? undefined : text.clause(current)
  if (!whole) return null
  return (
    <p className={css.counts}>
      <span>{t('drafts.countWords', { count: whole.words, number: format.number(whole.words) })} · {t('drafts.countArticles', { count: whole.articles })}</span>
      {clause && <span>{t('drafts.countClause', { count: countClause(clause.content, text.language()) })}</span>}
      {marked > 0 && <span>{t('drafts.countMarked', { count: marked })}</span>}
    </p>
  )
}

function useDraftCount(text: DraftText): DraftCount | null {
  const [count, setCount] = useState<DraftCount | null>(null)
  useEffect(() => {
    const counting = inTime((done) => {
      const clauses = text.structure().clauses.flatMap(({ id }) => text.clause(id) ?? [])
      const language = text.language()
      function* work() { for (const { content } of clauses) yield countClause(content, language) }
      return inSlices(work(), () => {
        setCount(countDraft(clauses, language))
        done()
      })
    }, pauseMs)
    const stop = text.onWords(counting.ask)
    counting.ask()
    return () => {
      counting.close()
      stop()
    }
  }, [text])
  return count
}

function useMarkedCount(text: DraftText): number {
  const [count, setCount] = useState(0)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        const selection = document.getSelection()
        const isInLaw = Boolean(selection?.anchorNode?.parentElement?.closest('.law'))
        setCount(selection && isInLaw && !selection.isCollapsed ? wordCount(selection.toString(), text.language()) : 0)
      }, settledMs)
    }
    document.addEventListener('selectionchange', look)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('selectionchange', look)
    }
  }, [text])
  return count
}
