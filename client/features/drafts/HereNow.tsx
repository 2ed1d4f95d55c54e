import { IconChevronDown } from '@tabler/icons-react'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { isCrowd, type Presence, type Presences } from '#client/editor/presence.ts'
import { later } from '#client/lib/later.tsx'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { Avatar } from '#client/ui/Avatar.tsx'
import css from './drafts.module.css'
import { asPerson, type PeopleActs } from './peopleHere.ts'

const HereList = later(() => import('./HereList.tsx'))

const shownAtMost = 5

interface HereNowProps { readonly presences: Presences; readonly acts: PeopleActs | null; readonly nameOf: (clauseId: string) => string }

/** Who else has this draft open, and where. Arrivals are said politely as long as they can be followed; keystrokes never. */
export default function HereNow({ presences, acts, nameOf }: HereNowProps) {
  const { t } = useTranslation()
  const people = useSyncExternalStore(presences.subscribe, presences.people)
  const [opened, setOpened] = useState(false)
  useArrivals(presences, people)
  if (people.length === 0) return null
  const button = (
    <button type="button" className={css.where} aria-label={t('attention.where')} title={t('attention.where')} aria-haspopup="dialog" aria-expanded={opened} onClick={() => setOpened(!opened)}>
      {people.length > shownAtMost && <span className={css.more}>{t('drafts.more', { number: people.length - shownAtMost })}</span>}
      <IconChevronDown size={14} aria-hidden />
    </button>
  )
  return (
    <div className={css.here} role="group" aria-label={t('drafts.hereNow')}>
      <ul>{people.slice(0, shownAtMost).map((person) => <li key={person.userId}><Avatar person={asPerson(person)} /></li>)}</ul>
      {opened && acts ? <HereList until={button} presences={presences} acts={acts} nameOf={nameOf} onClose={() => setOpened(false)}>{button}</HereList> : button}
    </div>
  )
}

function useArrivals(presences: Presences, people: readonly Presence[]) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const known = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    const before = known.current
    known.current = new Set(people.map(({ userId }) => userId))
    if (!before || isCrowd(presences.here())) return
    for (const person of people) if (!before.has(person.userId)) announce(t('drafts.arrived', { name: person.name }))
  }, [presences, people, announce, t])
}
