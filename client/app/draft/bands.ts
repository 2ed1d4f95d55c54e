import { longestRise } from '#domain/text/longestRise.ts'

/** Clauses that follow each other on the sheet, and are skipped by the browser in one while they are far from the screen. */
export interface Band { readonly key: number; readonly ids: readonly string[] }

const usual = 25
const most = 50

/**
 * Out: all `ids` in bands, in their order. A clause that comes into another band is drawn anew, so as many as can stay in the band where
 * they were `before`; what is new or has moved goes with what it stands behind. A band that would have more than 50 is divided.
 */
export function bandsOf(ids: readonly string[], before: readonly Band[]): readonly Band[] {
  const homes = before.flatMap(({ key, ids: inBand }) => inBand.map((id) => ({ id, key })))
  const places = new Map(homes.map(({ id }, place) => [id, place]))
  const staying = longestRise(ids.flatMap((id) => places.get(id) ?? []))
  const home = (id: string) => {
    const place = places.get(id)
    return place !== undefined && staying.has(place) ? homes[place]?.key : undefined
  }
  let key = ids.map(home).find((one) => one !== undefined) ?? 0
  const bands = new Map<number, string[]>()
  for (const id of ids) {
    key = home(id) ?? key
    bands.set(key, [...(bands.get(key) ?? []), id])
  }
  let next = Math.max(-1, ...before.map((band) => band.key), ...bands.keys()) + 1
  return [...bands].flatMap(([own, inBand]) => {
    if (inBand.length <= most) return [{ key: own, ids: inBand }]
    return Array.from({ length: Math.ceil(inBand.length / usual) }, (_, part) => ({ key: part === 0 ? own : next++, ids: inBand.slice(part * usual, (part + 1) * usual) }))
  })
}
