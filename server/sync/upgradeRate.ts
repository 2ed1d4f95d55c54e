/** Counts upgrades of each address in a sliding minute; forgets addresses that have gone quiet. */
export function makeUpgradeRate(perMinute: number) {
  let current = new Map<string, number>()
  let previous = new Map<string, number>()
  let turnedAt = Date.now()

  const turn = (now: number) => {
    if (now - turnedAt < 60_000) return
    previous = now - turnedAt < 120_000 ? current : new Map()
    current = new Map()
    turnedAt = now
  }

  /** Counts one upgrade; true when the address has had its share of this minute. */
  return { isSpent(address: string): boolean {
    const now = Date.now()
    turn(now)
    const share = 1 - (now - turnedAt) / 60_000
    const count = (current.get(address) ?? 0) + 1
    current.set(address, count)
    return count + (previous.get(address) ?? 0) * share > perMinute
  } }
}
