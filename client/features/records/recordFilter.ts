const names = ['name', 'actor', 'draft', 'from', 'to'] as const
export type FilterName = (typeof names)[number]
/** What the address of the page says: an act's name, a person, a draft, days as YYYY-MM-DD; empty where nothing is chosen. */
export type RecordFilter = Readonly<Record<FilterName, string>>

export const filterOf = (search: URLSearchParams): RecordFilter => Object.fromEntries(names.map((name) => [name, search.get(name) ?? ''])) as Record<FilterName, string>
export const isEmpty = (filter: RecordFilter) => names.every((name) => filter[name] === '')

/** The beginning of a day on the reader's clock; `later` days after it. Null for what is no day. */
function startOf(day: string, later = 0): string | null {
  const at = new Date(`${day}T00:00`)
  if (Number.isNaN(at.getTime())) return null
  at.setDate(at.getDate() + later)
  return at.toISOString()
}

/** The question to the server. The last day is asked for whole. */
export function queryOf({ name, actor, draft, from, to }: RecordFilter, before: number | null): URLSearchParams {
  const given: [string, string | null][] = [
    ['name', name], ['actorId', actor], ['draftId', draft], ['from', startOf(from)], ['to', startOf(to, 1)], ['before', before === null ? null : String(before)],
  ]
  return new URLSearchParams([...given.filter((pair): pair is [string, string] => Boolean(pair[1])), ['limit', '50']])
}
