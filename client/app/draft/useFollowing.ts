import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Editing } from '#client/editor/editing.ts'
import { placeOfPerson, type Presence } from '#client/editor/presence.ts'
import { placeOf } from '#client/editor/textPlace.ts'
import type { PeopleActs } from '#client/features/drafts/peopleHere.ts'
import { useAnnounce } from '#client/ui/Announcer.tsx'

export interface Following extends PeopleActs {
  readonly followed: Presence | null
  /** Brings the page to where they are now, if that is not well on the screen. */
  readonly stay: () => void
}

// As long as the caret is between these shares of the screen the page stands still.
const calm = { from: 0.2, to: 0.75 }

/** Brings the place of a person's caret onto the screen; where their caret is not drawn, their block or their clause. */
function show({ doc }: Editing, person: Presence, always: boolean) {
  const head = person.caret && placeOf(doc, person.caret.head)
  const clause = person.clauseId && document.getElementById(`clause-${person.clauseId}`)
  if (!clause) return
  const place = clause.querySelector(`[data-caret="${person.clientId}"]`) ?? (head && clause.querySelector(`[data-block="${CSS.escape(head.blockId)}"]`)) ?? clause
  const { top } = place.getBoundingClientRect()
  if (!always && top > window.innerHeight * calm.from && top < window.innerHeight * calm.to) return
  place.scrollIntoView({ block: 'center', behavior: 'instant' })
}

/** Going to where somebody is, and staying with them as long as `FollowBar`, which comes late, says so. */
export function useFollowing(editing: Editing): Following {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const { presences } = editing
  const [followed, setFollowed] = useState<Presence | null>(null)
  const userId = followed?.userId ?? null

  const stop = useCallback(() => {
    if (followed) announce(t('attention.followsNoMore', { name: followed.name }))
    setFollowed(null)
  }, [followed, announce, t])
  const jump = useCallback((id: string) => {
    const person = placeOfPerson(presences.here(), id)
    if (person) show(editing, person, true)
  }, [editing, presences])
  const follow = useCallback((id: string) => {
    const person = presences.people().find((one) => one.userId === id)
    if (!person) return
    jump(id)
    setFollowed(person)
    announce(t('attention.follows', { name: person.name }))
  }, [presences, jump, announce, t])

  const stay = useCallback(() => {
    if (!presences.people().some((person) => person.userId === userId)) return stop()
    const person = userId === null ? null : placeOfPerson(presences.here(), userId)
    if (person) show(editing, person, false)
  }, [userId, editing, presences, stop])
  return useMemo(() => ({ followed, followedId: userId, jump, follow, stay, stop }), [followed, userId, jump, follow, stay, stop])
}
