import { useCallback, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { editorsOf, type Presence, type Presences } from '#client/editor/presence.ts'
import { useFormat } from '#client/lib/format.ts'
import { Glyph } from '#client/ui/Glyph.tsx'
import { partyOf } from '#client/ui/roles.ts'
import css from './here.module.css'
import { asPerson } from './peopleHere.ts'

const shownAtMost = 3

/** Who has their caret in a clause, as glyphs with their names. Drawn again only when somebody comes or goes. */
export function Editors({ presences, clauseId }: { presences: Presences; clauseId: string }) {
  const subscribe = useCallback((listener: () => void) => presences.onClause(clauseId, listener), [presences, clauseId])
  const who = useSyncExternalStore(subscribe, () => editorsOf(presences.here(), clauseId).map(({ userId }) => userId).join())
  return who === '' ? null : <Glyphs people={editorsOf(presences.here(), clauseId)} />
}

function Glyphs({ people }: { people: readonly Presence[] }) {
  const { t } = useTranslation()
  const format = useFormat()
  const label = t('attention.writingHere', { names: format.list(people.map(({ name }) => name)), count: people.length })
  return (
    <span className={css.editors} title={label}>
      {people.slice(0, shownAtMost).map((person) => <Glyph key={person.userId} party={partyOf(asPerson(person))} small />)}
      {people.length > shownAtMost && <span aria-hidden>{t('drafts.more', { number: people.length - shownAtMost })}</span>}
      <span className="visually-hidden">{label}</span>
    </span>
  )
}
