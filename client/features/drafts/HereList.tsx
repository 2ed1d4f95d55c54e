import { Button, Popover } from '@mantine/core'
import { type ReactElement, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { isCrowd, mostWithCarets, placeOfPerson, type Presences } from '#client/editor/presence.ts'
import { Avatar } from '#client/ui/Avatar.tsx'
import { partyOf, useRoleNames } from '#client/ui/roles.ts'
import css from './here.module.css'
import { asPerson, type PeopleActs } from './peopleHere.ts'

interface HereListProps {
  readonly presences: Presences
  readonly acts: PeopleActs
  readonly nameOf: (clauseId: string) => string
  readonly onClose: () => void
  /** The button that it belongs to. */
  readonly children: ReactElement
}

// More than anyone reads through; a name finds the others.
const listedAtMost = 40
const soughtFrom = 8

/** Everybody who is here, each with the place they are at and the ways to it. */
export default function HereList({ presences, acts, nameOf, onClose, children }: HereListProps) {
  const { t } = useTranslation()
  const roles = useRoleNames()
  const people = useSyncExternalStore(presences.subscribe, presences.people)
  const here = useSyncExternalStore(presences.subscribe, presences.here)
  const [sought, setSought] = useState('')
  const found = people.filter(({ name }) => name.toLocaleLowerCase().includes(sought.trim().toLocaleLowerCase()))
  const then = (act: (userId: string) => void, userId: string) => () => {
    onClose()
    act(userId)
  }
  return (
    <Popover opened onDismiss={onClose} width={340} position="bottom-end" trapFocus returnFocus withinPortal>
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown aria-label={t('attention.where')}>
        {people.length > soughtFrom && <input type="search" className={css.sought} aria-label={t('attention.findPerson')} placeholder={t('attention.findPerson')} value={sought} onChange={(event) => setSought(event.currentTarget.value)} />}
        {isCrowd(here) && <p className={css.note}>{t('attention.crowd', { number: mostWithCarets })}</p>}
        <ul className={css.list}>
          {found.slice(0, listedAtMost).map((person) => {
            const clauseId = placeOfPerson(here, person.userId)?.clauseId
            const isFollowed = acts.followedId === person.userId
            return (
              <li key={person.userId}>
                <Avatar person={asPerson(person)} decorative />
                <div className={css.person}>
                  <p><b>{person.name}</b><span>, {roles[partyOf(asPerson(person))]}</span></p>
                  <p className={css.place}>{clauseId ? nameOf(clauseId) : t('attention.noPlace')}</p>
                </div>
                {clauseId && (
                  <span className={css.acts}>
                    <Button size="compact-xs" variant="default" aria-label={t('attention.jumpTo', { name: person.name })} onClick={then(acts.jump, person.userId)}>{t('attention.jump')}</Button>
                    <Button size="compact-xs" variant="default" aria-pressed={isFollowed} aria-label={t('attention.followPerson', { name: person.name })} onClick={then(isFollowed ? acts.stop : acts.follow, person.userId)}>
                      {isFollowed ? t('attention.stop') : t('attention.follow')}
                    </Button>
                  </span>
                )}
              </li>
            )
          })}
        </ul>
        {found.length > listedAtMost && <p className={css.note}>{t('attention.moreHere', { count: found.length - listedAtMost })}</p>}
      </Popover.Dropdown>
    </Popover>
  )
}
