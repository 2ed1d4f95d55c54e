import { type RefObject, useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DraftReading } from '#client/editor/draftText.ts'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import type { CommentTarget } from '#client/features/comments/Composer.tsx'
import type { ThreadView } from '#domain/contract/comments.ts'
import { type Anchor, resolveAnchor } from '#domain/text/anchor.ts'
import type { LabelLanguage } from '#domain/text/languages.ts'
import { clauseName, placeName } from './names.ts'

export interface Commenting {
  readonly openId: string | null
  readonly target: CommentTarget | null
  readonly onWords: (clauseId: string, anchor: Anchor) => void
  readonly onClause: (clauseId: string) => void
  readonly onThread: (threadId: string) => void
  readonly forgetWords: () => void
  readonly placeOf: (thread: ThreadView) => { readonly label: string; readonly orphan: boolean }
  readonly goTo: (thread: ThreadView) => void
}

interface Parts {
  readonly open: OpenDraft
  readonly reading: DraftReading
  readonly threads: readonly ThreadView[]
  readonly language: LabelLanguage
  readonly go: (clauseId: string) => void
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly showDiscussion: () => void
  readonly showThread: () => void
}

/** Joins the words of the text with the threads beside it: what is highlighted, which thread is open, what the next remark is about. */
export function useCommenting({ open, reading, threads, language, go, field, showDiscussion, showThread }: Parts): Commenting {
  const { t } = useTranslation()
  const [openId, setOpenId] = useState<string | null>(null)
  const [target, setTarget] = useState<CommentTarget | null>(null)

  const anchored = useMemo(() => threads.flatMap(({ id, clauseId, anchor, resolvedAt }) => anchor && (!resolvedAt || id === openId) ? [{ threadId: id, clauseId, anchor }] : []), [threads, openId])
  useEffect(() => {
    const pending = target?.anchor ? [{ threadId: 'new', clauseId: target.clauseId, anchor: target.anchor }] : []
    open.highlights.show([...anchored, ...pending], target?.anchor ? 'new' : openId)
  }, [open, anchored, openId, target])

  const focusField = useCallback(() => {
    showDiscussion()
    // The field is there only once the panel is: on a phone it slides in first.
    setTimeout(() => field.current?.focus(), 60)
  }, [field, showDiscussion])
  // As the text is when it is asked for: every clause of the sheet has these acts, and is not drawn anew with each of them.
  const named = useCallback((clauseId: string, blockId: string | null) => {
    const now = open.text.structure()
    const clause = now.clauses.find(({ id }) => id === clauseId)
    return clause ? placeName(now, clause, blockId, t, language) : ''
  }, [open, t, language])

  const onWords = useCallback((clauseId: string, anchor: Anchor) => {
    setTarget({ clauseId, label: named(clauseId, anchor.blockId), anchor })
    focusField()
  }, [named, focusField])
  const onClause = useCallback((clauseId: string) => {
    setTarget({ clauseId, label: named(clauseId, null), anchor: null })
    focusField()
  }, [named, focusField])
  const onThread = useCallback((threadId: string) => {
    if (threadId === 'new') return
    setOpenId(threadId)
    showThread()
  }, [showThread])

  const placeOf = (thread: ThreadView) => {
    const clause = reading.clauses.find(({ id }) => id === thread.clauseId)
    if (!clause) return { label: t('drafts.aClause'), orphan: true }
    const place = thread.anchor && resolveAnchor(open.text.doc, thread.clauseId, thread.anchor)
    return { label: place ? placeName(reading, clause, place.blockId, t, language) : clauseName(reading, clause, t, language), orphan: thread.anchor !== null && !place }
  }
  const goTo = (thread: ThreadView) => {
    setOpenId(thread.id)
    const highlight = document.querySelector(`[data-thread="${CSS.escape(thread.id)}"]`)
    if (highlight) highlight.scrollIntoView({ block: 'center' })
    else go(thread.clauseId)
  }
  return { openId, target, onWords, onClause, onThread, forgetWords: () => setTarget(null), placeOf, goTo }
}
