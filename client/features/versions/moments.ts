import type { Moment } from '#domain/contract/history.ts'

/** The moments on either side of a place in the journal that have other words than it has. In: the latest first. */
export function neighboursOf(moments: readonly Moment[], seq: number): { later: Moment | null; earlier: Moment | null } {
  return { later: moments.findLast((moment) => moment.seq > seq) ?? null, earlier: moments.find((moment) => moment.seq < seq) ?? null }
}

/** What happened on one day stands together, in the order in which it came. */
export function byDay(moments: readonly Moment[]): { day: string; moments: Moment[] }[] {
  const days: { day: string; moments: Moment[] }[] = []
  for (const moment of moments) {
    const last = days.at(-1)
    if (last?.day === moment.day) last.moments.push(moment)
    else days.push({ day: moment.day, moments: [moment] })
  }
  return days
}

/** A day of the time line as a time on the reader's clock: its noon, which no change of the clock reaches. */
export const noonOf = (day: string) => new Date(`${day}T12:00`)
