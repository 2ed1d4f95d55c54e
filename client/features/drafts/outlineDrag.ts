type DropSide = 'before' | 'after'
/** A line of the outline as it stands on the screen. */
export interface OutlineLine { readonly id: string; readonly kind: string; readonly parent: string | null; readonly top: number; readonly bottom: number }
/** Where what is dragged would go, and at what height the line is drawn. */
export interface Drop { readonly over: string; readonly side: DropSide; readonly at: number }

/**
 * Where something that is dragged would go at a height of the pointer: beside the line under it, by its nearer edge. A chapter goes
 * before or after a whole chapter. Null over itself and where there is nothing.
 */
export function dropAt(lines: readonly OutlineLine[], dragged: string, y: number): Drop | null {
  const under = lines.find(({ bottom }) => y < bottom) ?? lines.at(-1)
  if (!under) return null
  const isChapter = lines.find(({ id }) => id === dragged)?.kind === 'chapter'
  const head = isChapter && under.parent !== null ? lines.find(({ id }) => id === under.parent) ?? under : under
  if (head.id === dragged) return null
  const foot = isChapter ? lines.findLast(({ parent }) => parent === head.id) ?? head : head
  const side = y < (head.top + foot.bottom) / 2 ? 'before' : 'after'
  return { over: head.id, side, at: side === 'before' ? head.top : foot.bottom }
}

/** Where provisions can go, for whoever may move them. */
export interface OutlineMoves {
  readonly mayDrop: (id: string, over: string, side: DropSide) => boolean
  readonly onDrop: (id: string, over: string, side: DropSide) => void
}
