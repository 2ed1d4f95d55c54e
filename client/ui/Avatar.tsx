import type { MemberFunction, StakeholderRole } from '#domain/charter/roles.ts'
import { Glyph } from './Glyph.tsx'
import css from './parts.module.css'
import { classOfParty, partyOf, useRoleNames } from './roles.ts'

interface Shown { readonly name: string; readonly role: StakeholderRole | null; readonly functions: readonly MemberFunction[] }

const initialsOf = (name: string) => name.split(/[\s-]+/).filter(Boolean).map((part) => part[0]).filter((_, index, all) => index === 0 || index === all.length - 1).join('').toUpperCase()

/** A person as initials on their role's soft ground. `decorative` where the name stands beside it. */
export function Avatar({ person, decorative = false }: { person: Shown; decorative?: boolean }) {
  const party = partyOf(person)
  const label = `${person.name}, ${useRoleNames()[party]}`
  const naming = decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label, title: label }
  return <span className={`${css.avatar} ${classOfParty(party)}`} {...naming}><span aria-hidden>{initialsOf(person.name)}</span><Glyph party={party} /></span>
}
