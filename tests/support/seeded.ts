/** Numbers that look like chance and are the same for the same seed (mulberry32). */
export interface Seeded {
  /** A whole number from 0 up to, not including, `end`. */
  below(end: number): number
  oneOf<T>(items: readonly T[]): T
  bytes(length: number): Uint8Array
}

export function seeded(seed: number): Seeded {
  let state = seed >>> 0
  const below = (end: number) => {
    state = (state + 0x6D2B79F5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor(((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32 * end)
  }
  return {
    below,
    oneOf: (items) => items[below(items.length)] as (typeof items)[number],
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  }
}
