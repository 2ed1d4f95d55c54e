/** The value of a date-and-time field: local time, to the minute. */
export const fieldValue = (date: Date): string => new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
