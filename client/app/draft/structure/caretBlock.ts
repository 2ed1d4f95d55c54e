import type { OpenEditors } from '#client/editor/openEditors.ts'

/** The block of a clause that the caret is in, or was in last; null where the caret is in another clause or in none. */
export function caretBlockIn(editors: OpenEditors, clauseId: string | null): string | null {
  const active = editors.active()
  const id: unknown = active?.clauseId === clauseId ? active.view.state.selection.$head.node(1)?.attrs['id'] : null
  return typeof id === 'string' ? id : null
}
