export interface OutlineEntry {
  readonly id: string
  readonly kind: 'chapter' | 'article' | 'annex'
  readonly parent: string | null
  readonly number: string | null
  /** Empty while it has none. */
  readonly heading: string
  /** All words of the clause, to find it by them: asked for only when somebody looks for something. */
  readonly words: () => string
  readonly openThreads: number
  readonly proposalOpen: boolean
  /** Whether it can be moved by whoever looks at it. */
  readonly movable: boolean
}

export interface OutlineGroup { readonly key: string; readonly entries: OutlineEntry[] }

const mostInGroup = 25

/** A chapter with its articles, and what is in none: what stands together in the outline, at most 25 entries. Its key stays while others come and go. */
export function groupsOf(entries: readonly OutlineEntry[]): readonly OutlineGroup[] {
  const groups: OutlineGroup[] = []
  const counts = new Map<string, number>()
  let home: string | undefined
  for (const entry of entries) {
    const own = (entry.kind === 'chapter' ? entry.id : entry.parent) ?? ''
    const last = groups.at(-1)
    if (last && own === home && last.entries.length < mostInGroup) last.entries.push(entry)
    else {
      const count = counts.get(own) ?? 0
      counts.set(own, count + 1)
      groups.push({ key: `${own} ${count}`, entries: [entry] })
    }
    home = own
  }
  return groups
}

/** Entries whose number, heading or words hold what is sought; a chapter stays above what was found in it. */
export function found(entries: readonly OutlineEntry[], sought: string): readonly OutlineEntry[] {
  const wanted = sought.trim().toLocaleLowerCase()
  if (wanted === '') return entries
  const holds = (entry: OutlineEntry) => `${entry.number ?? ''} ${entry.heading} ${entry.words()}`.toLocaleLowerCase().includes(wanted)
  const kept: OutlineEntry[] = []
  let chapter: OutlineEntry | null = null
  for (const entry of entries) {
    if (entry.kind === 'chapter') {
      chapter = entry
      continue
    }
    if (!holds(entry)) continue
    if (chapter) kept.push(chapter)
    chapter = null
    kept.push(entry)
  }
  return kept
}
