import { createRoot } from 'react-dom/client'
import { Glyph } from '#client/ui/Glyph.tsx'
import { classOfParty, partyOf } from '#client/ui/roles.ts'
import type { Presence } from './presence.ts'

const partyAs = ({ role, function: duty }: Presence) => partyOf({ role, functions: duty ? [duty] : [] })

/** Gives `--role` and `--role-soft` to a caret and a selection. */
export const caretClass = (person: Presence) => classOfParty(partyAs(person))

/** The person's glyph, for the margin. */
export const CaretGlyph = ({ person }: { person: Presence }) => <Glyph party={partyAs(person)} />

/** Another person's caret. The flag with the name is shown by CSS while that person types; the glyph stays. */
export function CaretMark({ person }: { person: Presence }) {
  return (
    <span className={`law-caret ${caretClass(person)}${person.typing ? ' law-caret-typing' : ''}`} data-caret={person.clientId} data-not-text aria-hidden>
      <span className="law-caret-glyph"><Glyph party={partyAs(person)} /></span>
      <span className="law-caret-flag"><Glyph party={partyAs(person)} />{person.name}</span>
    </span>
  )
}

/** The same as an element for a decoration of ProseMirror, which draws outside of React. */
export function caretElement(person: Presence): HTMLElement {
  const host = document.createElement('span')
  createRoot(host).render(<CaretMark person={person} />)
  return host
}
