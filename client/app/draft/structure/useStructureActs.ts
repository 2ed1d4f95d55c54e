import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { enterClause } from '#client/editor/enterClause.ts'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { everything } from '#domain/text/atRest.ts'
import { referredToBy } from '#domain/text/backReferences.ts'
import type { LabelLanguage } from '#domain/text/languages.ts'
import { placeBeside, type Side } from '#domain/text/places.ts'
import { readTree } from '#domain/text/tree.ts'
import type { Place } from '#domain/text/treeNode.ts'
import { clauseName } from '../names.ts'
import { insertProvision, joinToPrevious, moveProvision, removeProvision, splitAfter } from './structureActs.ts'
import { ways } from './structureReasons.ts'
import type { Structuring } from './structuring.ts'

interface AskedAct { readonly what: 'place' | 'removal'; readonly clauseId: string }
/** What has just been taken out, while “Undo” means to bring it back. */
export interface Removed { readonly name: string }

export interface StructureScope {
  readonly open: OpenDraft
  /** Why the person may not change this text; empty when they may. */
  readonly whyNoEdit: string
  readonly frozen: boolean
  /** The clauses whose words are at rest. */
  readonly resting: ReadonlySet<string>
  /** The clauses that may not leave their place. */
  readonly held: ReadonlySet<string>
  readonly language: LabelLanguage
  /** The id of what takes the focus when the last provision that the page shows is taken out. */
  readonly home: string
}

/** Changes of structure, with their reasons, their announcements and where the caret is afterwards. */
export function useStructureActs({ open, whyNoEdit, frozen, resting, held, language, home }: StructureScope) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [asked, setAsked] = useState<AskedAct | null>(null)
  const [removed, setRemoved] = useState<Removed | null>(null)
  const isAtRest = (clauseId: string) => resting.has(clauseId)
  const isHeld = (clauseId: string) => held.has(clauseId)
  const { doc } = open.text

  const nameOf = (clauseId: string) => {
    // Right after a change the page has not been drawn, and the text knows.
    const now = open.text.structure()
    const clause = now.clauses.find(({ id }) => id === clauseId)
    return clause ? clauseName(now, clause, t, language) : ''
  }
  const whyNot = (clauseId: string | null) => {
    if (whyNoEdit !== '') return whyNoEdit
    if (frozen) return t('structure.frozen')
    if (resting.has(everything)) return t('structure.wholeAtRest')
    return clauseId !== null && isAtRest(clauseId) ? t('structure.atRest') : ''
  }
  const perform = (clauseId: string | null, act: () => void, leaves = false) => {
    const reason = whyNot(clauseId) || (leaves && clauseId !== null && isHeld(clauseId) ? t('structure.inPlace', { name: nameOf(clauseId) }) : '')
    if (reason === '') act()
    else announce(reason)
  }
  const moveTo = (clauseId: string, placeIn: () => Place | null) => perform(clauseId, () => {
    const place = placeIn()
    if (!place) return announce(t('structure.noPlace', { name: nameOf(clauseId) }))
    const before = nameOf(clauseId)
    moveProvision(doc, clauseId, place)
    // Drawn anew in another band, it has lost the button to which a closing menu gives the focus back; and a window that closes gives it to nothing.
    setTimeout(() => { if (document.activeElement === document.body) document.getElementById(`clause-${clauseId}`)?.focus({ preventScroll: true }) }, menuGivesBackMs)
    const now = nameOf(clauseId)
    const chapter = place.parent === null ? t('structure.noChapter') : nameOf(place.parent)
    announce(now === before ? t('structure.movedTo', { name: now, place: chapter }) : t('structure.moved', { name: before, now }))
  }, true)
  const removeNow = (clauseId: string) => perform(clauseId, () => {
    const name = nameOf(clauseId)
    const { clauses } = open.text.structure()
    const index = clauses.findIndex(({ id }) => id === clauseId)
    // Not every page shows all of the text.
    const next = [...clauses.slice(index + 1), ...clauses.slice(0, Math.max(index, 0)).reverse()].find(({ id }) => document.getElementById(`clause-${id}`))
    removeProvision(doc, clauseId)
    setRemoved({ name })
    announce(t('structure.removed', { name }))
    // The focus is not lost with the clause: a moment later, so that a closing menu or dialog does not take it back.
    setTimeout(() => document.getElementById(next ? `clause-${next.id}` : home)?.focus({ preventScroll: true }), menuGivesBackMs)
  }, true)

  const structuring: Structuring = {
    whyNot, isAtRest, isHeld, nameOf, removeNow,
    insert: (kind, beside, side) => perform(null, () => {
      const id = insertProvision(doc, kind, beside, side)
      announce(t('structure.inserted', { name: nameOf(id) }))
      writeIn(open, id)
    }),
    split: (clauseId, after) => perform(clauseId, () => {
      const id = splitAfter(doc, clauseId, after)
      if (!id) return announce(t('structure.splitNothing'))
      announce(t('structure.split', { name: nameOf(id) }))
      writeIn(open, id)
    }),
    join: (clauseId) => perform(clauseId, () => {
      const name = nameOf(clauseId)
      const into = joinToPrevious(doc, clauseId)
      if (!into) return
      announce(t('structure.joined', { name, into: nameOf(into) }))
      setTimeout(() => document.getElementById(`clause-${into}`)?.focus({ preventScroll: true }), menuGivesBackMs)
    }, true),
    move: (clauseId, way) => moveTo(clauseId, () => ways[way](readTree(doc), clauseId)),
    moveBeside: (clauseId, over, side) => moveTo(clauseId, () => besideIn(open, clauseId, over, side)),
    mayStandBeside: (clauseId, over, side) => besideIn(open, clauseId, over, side) !== null,
    askPlace: (clauseId) => setAsked({ what: 'place', clauseId }),
    remove: (clauseId) => {
      const contents = open.text.structure().clauses.map(({ id, content }) => [id, open.text.clause(id)?.content ?? content] as const)
      if (referredToBy(contents).has(clauseId)) setAsked({ what: 'removal', clauseId })
      else removeNow(clauseId)
    },
  }
  const latest = useRef(structuring)
  // Whoever reads the acts from a menu of a clause is not drawn anew because a heading changed.
  useEffect(() => { latest.current = structuring })
  const stable = useMemo((): Structuring => ({
    whyNot: (id) => latest.current.whyNot(id), isAtRest: (id) => latest.current.isAtRest(id), isHeld: (id) => latest.current.isHeld(id), nameOf: (id) => latest.current.nameOf(id),
    insert: (...all) => latest.current.insert(...all), split: (...all) => latest.current.split(...all), join: (id) => latest.current.join(id), move: (...all) => latest.current.move(...all),
    moveBeside: (...all) => latest.current.moveBeside(...all), mayStandBeside: (...all) => latest.current.mayStandBeside(...all), askPlace: (id) => latest.current.askPlace(id), remove: (id) => latest.current.remove(id), removeNow: (id) => latest.current.removeNow(id),
  }), [])
  useStaysInView(open)
  return { structuring: stable, asked, removed, close: () => setAsked(null), forget: () => setRemoved(null) }
}

function besideIn({ text }: OpenDraft, clauseId: string, over: string, side: Side): Place | null {
  const kind = text.clause(clauseId)?.kind
  return kind ? placeBeside(readTree(text.doc), kind, over, side, clauseId) : null
}

/** Keeps the clause that I write in where it is on the screen, whoever moves it or changes what stands above it. */
function useStaysInView({ text }: OpenDraft) {
  useEffect(() => text.onStructure(() => {
    // The text has changed, the page is drawn a moment later.
    const section = document.activeElement?.closest('[data-clause]')
    const before = section?.getBoundingClientRect().top
    if (!section || before === undefined) return
    requestAnimationFrame(() => {
      // It may have been drawn anew, in another band.
      const now = document.getElementById(section.id)
      if (now) window.scrollBy({ top: now.getBoundingClientRect().top - before, behavior: 'instant' })
    })
  }), [text])
}

// A closing menu gives the focus back to its button 10 ms later.
const menuGivesBackMs = 60

/** Brings a new provision on the screen and the caret into it. */
function writeIn({ editing }: OpenDraft, clauseId: string) {
  // It is seen first: to put the caret into it, the page is laid out once more. Whoever types on at once writes in it all the same.
  const enter = enterClause(editing, clauseId, () => 1)
  requestAnimationFrame(() => setTimeout(() => {
    document.getElementById(`clause-${clauseId}`)?.scrollIntoView({ block: 'start' })
    enter()
  }, menuGivesBackMs))
}
