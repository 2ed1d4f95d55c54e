import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { peopleHere, type Presence, type Presences } from '#client/editor/presence.ts'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { Avatar } from '#client/ui/Avatar.tsx'
import css from './drafts.module.css'

const shownAtMost = 5

/** Who else has this draft open. Arrivals are said politely; keystrokes never. */
export function HereNow({ presences }: { presences: Presences }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const people = peopleHere(useSyncExternalStore(presences.subscribe, presences.here))
  const known = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    const before = known.current
    known.current = new Set(people.map(({ userId }) => userId))
    if (!before) return
    for (const person of people) if (!before.has(person.userId)) announce(t('drafts.arrived', { name: person.name }))
  }, [people, announce, t])
  if (people.length === 0) return null
  return (
    <div className={css.here} role="group" aria-label={t('drafts.hereNow')}>
      <ul>{people.slice(0, shownAtMost).map((person) => <li key={person.userId}><Avatar person={asPerson(person)} /></li>)}</ul>
      {people.length > shownAtMost && <span className={css.more}>{t('drafts.more', { number: people.length - shownAtMost })}</span>}
    </div>
  )
}

const asPerson = (person: Presence) => ({
  id: person.userId, name: person.name, role: person.role, functions: person.function ? [person.function] : [], organisation: null,
})
