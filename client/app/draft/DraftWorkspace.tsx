import { useMediaQuery } from '@mantine/hooks'
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStructureSoon } from '#client/editor/draftReading.ts'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { type OpenedDraft, useIsOver } from '#client/editor/useOpenDraft.ts'
import { StageBar } from '#client/features/drafts/StageBar.tsx'
import { Outline } from '#client/features/drafts/Outline.tsx'
import { SyncNotices } from '#client/features/drafts/SyncNotices.tsx'
import { useThreads } from '#client/features/comments/comments.api.ts'
import { awaitCommands } from '#client/lib/earlyKeys.ts'
import { useFormat } from '#client/lib/format.ts'
import { later } from '#client/lib/later.tsx'
import { useCan } from '#client/lib/useCan.ts'
import { LoadingBars } from '#client/ui/LoadingBars.tsx'
import type { Subject } from '#domain/charter/conditions.ts'
import type { DraftView } from '#domain/contract/drafts.ts'
import type { ProposalSummary } from '#domain/contract/proposals.ts'
import { everything } from '#domain/text/atRest.ts'
import css from './draft.module.css'
import type { Part, Shown } from './commands.ts'
import { DraftTools } from './DraftTools.tsx'
import { LawSheet } from './LawSheet.tsx'
import { clauseName } from './names.ts'
import { outlineEntries } from './outlineEntries.ts'
import type { BubbleActs } from './SelectionBubble.tsx'
import { type Structuring, StructuringContext } from './structure/structuring.ts'
import { useCommenting } from './useCommenting.ts'
import { useCurrentClause } from './useCurrentClause.ts'
import type { Following } from './useFollowing.ts'
import { useLabelLanguage } from '#client/lib/useLabelLanguage.ts'
import { useDraftProposals } from './useDraftProposals.ts'

// Panels load on their own: the words are there before the talk about them.
const SidePanel = later(() => import('./SidePanel.tsx'))
// Only narrow windows ever need it.
const PartDrawer = later(() => import('./PartDrawer.tsx'))
const BottomBar = later(() => import('./BottomBar.tsx'))
const Peek = later(() => import('./Peek.tsx'))
const SelectionBubble = later(() => import('./SelectionBubble.tsx'))
// What is not on the page until somebody points, types @ or changes the structure.
const ReferencePreview = later(() => import('#client/editor/references/ReferencePreview.tsx'), { isPatient: true })
const StructureParts = later(() => import('./structure/StructureParts.tsx'), { isForAll: false, isPatient: true })
const OutlineAdd = later(() => import('./structure/OutlineAdd.tsx'), { isForAll: false, isPatient: true })
const PageCommands = later(() => import('./PageCommands.tsx'), { isPatient: true })
const Definitions = later(() => import('./Definitions.tsx'), { isPatient: true })
// For whoever writes.
const Pasted = later(() => import('#client/editor/paste/Pasted.tsx'), { isPatient: true, isForAll: false })
const FindButton = later(() => import('./FindButton.tsx'))
const FindHere = later(() => import('./FindHere.tsx'), { isPatient: true })
const Counts = later(() => import('./Counts.tsx'), { isPatient: true })

interface DraftWorkspaceProps { readonly draft: DraftView; readonly open: OpenDraft; readonly opened: OpenedDraft }

/** The open draft: three columns on a desk, one column with a bottom bar on a phone. */
export function DraftWorkspace({ draft, open, opened }: DraftWorkspaceProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const language = useLabelLanguage()
  const reading = useStructureSoon(open.text)
  const threads = useThreads(draft.id).data ?? noThreads
  const proposals = useDraftProposals(draft.id)
  const { current, go, see } = useCurrentClause()
  const [part, setPart] = useState<Part>('text')
  const onePart = useMediaQuery('(max-width: 63.99em)', false, { getInitialValueInEffect: false })
  const noOutline = useMediaQuery('(max-width: 79.99em)', false, { getInitialValueInEffect: false })
  const subject = useMemo((): Subject => ({ workspaceId: draft.workspaceId, draftId: draft.id, stage: draft.stage }), [draft.workspaceId, draft.id, draft.stage])
  const edit = useCan('clause.edit', subject)
  const [shown, show] = useState<Shown>(null)
  const showLanguage = useCallback(() => show('language'), [])
  const bubble = useRef<BubbleActs>(null)
  useLayoutEffect(awaitCommands, [])
  const [following, setFollowing] = useState<Following | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const showDiscussion = useCallback(() => setPart('discussion'), [])
  // On a phone an open thread is a sheet at the foot; only writing brings the whole panel over the text.
  const showThread = useCallback(() => setPart(onePart ? 'text' : 'discussion'), [onePart])
  const commenting = useCommenting({ open, reading, threads, language, go, field, showDiscussion, showThread })
  const clause = reading.clauses.find(({ id }) => id === current) ?? reading.clauses[0]
  const inView = clause ? { id: clause.id, label: clauseName(reading, clause, t, language) } : null
  const nameOf = useCallback((id: string) => {
    const named = reading.clauses.find((one) => one.id === id)
    return named ? clauseName(reading, named, t, language) : t('drafts.aClause')
  }, [reading, t, language])
  const [finds, setFinds] = useState(false)
  const isOver = useIsOver(opened)
  const frozen = isOver || draft.sync.isDamaged
  const resting = useMemo(() => restingClauses(draft, proposals), [draft, proposals])
  const held = useMemo(() => heldClauses(draft, proposals), [draft, proposals])
  const mayEditClause = (id: string) => edit.allowed && !frozen && !resting.has(id)
  const [structuring, setStructuring] = useState<Structuring | null>(null)
  const acts = frozen ? null : structuring
  const entries = useMemo(() => outlineEntries(reading, open.text, threads, proposals, (id) => !resting.has(id) && !held.has(id)), [reading, open, threads, proposals, resting, held])
  const goFromOutline = useCallback((id: string) => { setPart('text'); go(id) }, [go])
  const openFind = () => { setPart('text'); setFinds(true) }
  const showText = (show: () => void) => {
    if (!onePart) return show()
    setPart('text')
    // The sheet over the text gives the focus back while it slides away.
    setTimeout(show, sheetLeavesMs)
  }
  const outline = (
    <Outline
      entries={entries} current={current} moves={acts && { onDrop: acts.moveBeside, mayDrop: acts.mayStandBeside }} presences={open.editing.presences} onGo={goFromOutline} foot={<Counts text={open.text} current={current} />}
      beside={<>{acts && clause && <OutlineAdd clause={clause} structuring={acts} />}<FindButton onFind={openFind} /></>}
    />
  )
  const side = (
    <SidePanel
      until={<LoadingBars label={t('drafts.panels')} />}
      draft={draft} open={open} reading={reading} threads={threads} proposals={proposals} subject={subject} clause={inView} commenting={commenting} field={field}
      tab={part === 'votes' || part === 'check' ? part : 'discussion'} onTab={setPart} mayEdit={mayEditClause} onText={showText}
    />
  )
  const covered = part === 'outline' ? noOutline : onePart && part !== 'text'
  return (
    <StructuringContext value={acts}>
      <StageBar draft={draft} note={t('drafts.stageSince', { date: format.date(draft.stageSince) })}>
        <DraftTools draftId={draft.id} open={open} opened={opened} mayEdit={edit.allowed} people={following} nameOf={nameOf} onOutline={() => setPart('outline')} onCommands={() => show('palette')} />
      </StageBar>
      <div className={css.work}>
        <nav className={`${css.column} ${css.outline}`} aria-label={t('drafts.outline')}>{outline}</nav>
        <main id="main" className={css.desk} tabIndex={-1}>
          <SyncNotices opened={opened} sync={draft.sync} labelOf={(id) => reading.labelOf({ target: id, block: null, form: 'full' }, language)} />
          <LawSheet draft={draft} open={open} proposals={proposals} subject={subject} frozen={frozen} go={go} onFocus={see} onThread={commenting.onThread} onComment={commenting.onClause} onLanguage={showLanguage} />
          <SelectionBubble ref={bubble} draftId={draft.id} doc={open.text.doc} subject={subject} editors={open.editing.editors} onComment={commenting.onWords} onLink={() => show('link')} />
          <Definitions open={open} />
          {edit.allowed && <Pasted doc={open.text.doc} />}
          <span id="editor-hint" className="visually-hidden">{t('drafts.editorHint')}</span>
        </main>
        {!onePart && <aside className={`${css.column} ${css.side}`} aria-label={t('drafts.panels')}>{side}</aside>}
      </div>
      {covered && <PartDrawer title={t(titles[part])} fromSide={part === 'outline'} onClose={() => setPart('text')}>{part === 'outline' ? outline : side}</PartDrawer>}
      {onePart && part === 'text' && <Peek thread={threads.find(({ id }) => id === commenting.openId)} placeOf={commenting.placeOf} onOpen={showDiscussion} />}
      <PageCommands
        draftId={draft.id} open={open} reading={reading} nameOf={nameOf} subject={subject} lawLanguage={draft.language}
        structuring={acts} current={clause?.id ?? null} onFollowing={setFollowing} bubble={bubble} go={go} onPart={setPart} onFind={openFind} shown={shown} onShow={show}
      />
      <FindHere open={open} reading={reading} current={current} mayEdit={mayEditClause} isOpen={finds} onOpen={setFinds} />
      {onePart && <BottomBar part={part} onPart={setPart} threads={threads.filter(({ resolvedAt }) => !resolvedAt).length} votes={proposals.filter(({ closedAt }) => !closedAt).length} />}
      <ReferencePreview open={open} language={language} />
      {edit.allowed && <StructureParts open={open} reading={reading} whyNoEdit="" frozen={frozen} resting={resting} held={held} language={language} home="main" onReady={setStructuring} />}
    </StructuringContext>
  )
}

const overIn = (proposals: readonly ProposalSummary[]) => new Set(proposals.flatMap(({ id, closedAt }) => (closedAt ? [id] : [])))

/** The clauses behind or in which a provision is voted on: they keep their place. */
const heldClauses = (draft: DraftView, proposals: readonly ProposalSummary[]): ReadonlySet<string> => {
  const over = overIn(proposals)
  return new Set(draft.clauses.flatMap(({ id, inPlaceFor }) => (inPlaceFor && !over.has(inPlaceFor) ? [id] : [])))
}

/** The clauses on which a vote is open, and `everything` where it is on the whole draft, as the draft came and as the votes have gone on since. */
const restingClauses = (draft: DraftView, proposals: readonly ProposalSummary[]): ReadonlySet<string> => {
  const over = overIn(proposals)
  return new Set([
    ...draft.clauses.flatMap(({ id, atRestFor }) => (atRestFor && !over.has(atRestFor) ? [id] : [])),
    ...proposals.flatMap(({ clauseId, closedAt }) => (clauseId && !closedAt ? [clauseId] : [])),
    ...(proposals.some(({ kind, closedAt }) => kind === 'draft' && !closedAt) ? [everything, ...draft.clauses.map(({ id }) => id)] : []),
  ])
}

const noThreads: never[] = []
const titles = { text: 'drafts.tabText', outline: 'drafts.tabOutline', discussion: 'drafts.tabDiscussion', votes: 'drafts.tabVotes', check: 'checks.tab' } as const
const sheetLeavesMs = 350
