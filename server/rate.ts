/** Counts what each of them (an address, a person) asks for in a sliding minute; forgets those that have gone quiet. */
export function makeRate(perMinute: number) {
  let current = new Map<string, number>()
  let previous = new Map<string, number>()
  let turnedAt = Date.now()

  const turn = (now: number) => {
    if (now - turnedAt < 60_000) return
    previous = now - turnedAt < 120_000 ? current : new Map()
    current = new Map()
    turnedAt = now
  }

  /** Counts one; true when this one has had its share of the minute. */
  return { isSpent(who: string): boolean {
    const now = Date.now()
    turn(now)
    const share = 1 - (now - turnedAt) / 60_000
    const count = (current.get(who) ?? 0) + 1
    current.set(who, count)
    return count + (previous.get(who) ?? 0) * share > perMinute
  } }
}
