import type { Party } from '#domain/charter/roles.ts'
import { Glyph } from './Glyph.tsx'
import css from './parts.module.css'
import { useRoleNames } from './roles.ts'

/** A party's glyph with its name. */
export function RoleBadge({ party }: { party: Party }) {
  return <span className={css.role}><Glyph party={party} />{useRoleNames()[party]}</span>
}
