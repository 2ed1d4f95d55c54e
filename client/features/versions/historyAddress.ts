import { useCallback } from 'react'
import { useSearchParams } from 'wouter'

/** What the address of the page says: the moment shown, the moment it is compared with, the clause that is shown by author. Null where nothing is chosen. */
interface HistoryAddress { readonly at: number | null; readonly from: number | null; readonly authors: string | null }

/** Compared with nothing: the words alone. */
export const wordsAlone = 0

const numberOf = (value: string | null) => (value !== null && /^\d{1,15}$/.test(value) ? Number(value) : null)

/** The address with some of it changed; what is null is left out. */
export function searchWith(search: URLSearchParams, change: Partial<HistoryAddress>): URLSearchParams {
  const next = new URLSearchParams(search)
  for (const [name, value] of Object.entries(change)) {
    if (value === null) next.delete(name)
    else next.set(name, String(value))
  }
  return next
}

/** Reads the address and changes it. A step replaces the one before, so that Back leaves the history at once. */
export function useHistoryAddress() {
  const [search, setSearch] = useSearchParams()
  const address: HistoryAddress = { at: numberOf(search.get('at')) || null, from: numberOf(search.get('from')), authors: search.get('authors') }
  const choose = useCallback((change: Partial<HistoryAddress>) => setSearch((old) => searchWith(old, change), { replace: true }), [setSearch])
  return {
    ...address, choose,
    /** Where a link to another moment leads. */
    searchFor: (change: Partial<HistoryAddress>) => `?${searchWith(search, change)}`,
  }
}
