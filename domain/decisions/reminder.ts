const day = 24 * 3600_000

/**
 * When electors who have not voted are reminded: a day before the deadline, or half-way to it where that is later. In: when voting began
 * or was extended, and its deadline. Out: a time between the two.
 */
export function reminderAt(from: Date, closesAt: Date): Date {
  return new Date(Math.max(closesAt.getTime() - day, (from.getTime() + closesAt.getTime()) / 2))
}
