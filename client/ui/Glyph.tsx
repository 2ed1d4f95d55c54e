import type { ReactElement } from 'react'
import type { Party } from '#domain/charter/roles.ts'
import css from './parts.module.css'
import { classOfParty } from './roles.ts'

const square = <rect x="1.5" y="1.5" width="15" height="15" rx="1.5" />
const circle = <circle cx="9" cy="9" r="8" />
const hexagon = <path d="M9 .8 16.1 4.9v8.2L9 17.2 1.9 13.1V4.9Z" />
const diamond = <path d="M9 0 18 9 9 18 0 9Z" />
const pentagon = <path d="M9 .6 17.4 6.8 14.2 16.8H3.8L.6 6.8Z" />
const shield = <path d="M1.5 1.5h15v8.2c0 3.9-3.2 6.4-7.5 7.8-4.3-1.4-7.5-3.9-7.5-7.8Z" />
const ring = <circle cx="9" cy="9" r="7.4" />

const shapes: Record<Party, { shape: ReactElement; letter: string }> = {
  policymaker: { shape: square, letter: 'P' }, ethicist: { shape: circle, letter: 'E' }, civilSociety: { shape: hexagon, letter: 'S' },
  creativeIndustries: { shape: diamond, letter: 'C' }, aiDeveloper: { shape: pentagon, letter: 'D' }, facilitator: { shape: shield, letter: 'F' },
  observer: { shape: ring, letter: 'O' }, public: { shape: ring, letter: 'A' },
}

/** A party as colour, shape and letter. With `name` it is an image of its own; without, it repeats a word that stands beside it. */
export function Glyph({ party, name, small = false }: { party: Party; name?: string; small?: boolean }) {
  const { shape, letter } = shapes[party]
  const open = party === 'observer' || party === 'public'
  const label = name ? { role: 'img', 'aria-label': name } : { 'aria-hidden': true }
  return (
    <svg viewBox="0 0 18 18" className={`${css.glyph} ${small ? css.glyphSmall : ''} ${open ? css.glyphOpen : ''} ${classOfParty(party)}`} {...label}>
      {shape}<text x="9" y="13">{letter}</text>
    </svg>
  )
}
