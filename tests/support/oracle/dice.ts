/** Chance that can be repeated: the same seed throws the same dice. */
export interface Dice {
  readonly seed: number
  /** At least 0 and under 1. */
  next(): number
  /** A whole number at least 0 and under `end`. */
  below(end: number): number
  between(from: number, to: number): number
  pick<T>(list: readonly T[]): T
  chance(share: number): boolean
  /** Dice of their own for one part, so that it does not depend on how the others interleave. */
  fork(part: number): Dice
}

/** Mulberry32: 32 bits of state, good enough to choose where to type and when to kill. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number) => Math.floor(next() * end)
  return {
    seed, next, below,
    between: (from, to) => from + next() * (to - from),
    pick: (list) => {
      const picked = list[below(list.length)]
      if (picked === undefined) throw new Error('nothing to pick from')
      return picked
    },
    chance: (share) => next() < share,
    fork: (part) => diceOf(Math.imul(seed ^ 0x9e3779b9, part + 1) >>> 0),
  }
}
