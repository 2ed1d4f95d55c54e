import { useTranslation } from 'react-i18next'
import type { Localized } from '#domain/contract/shared.ts'

type When = string | Date
const asDate = (when: When) => (when instanceof Date ? when : new Date(when))

function makeFormat(language: string) {
  // Made at the first use: one takes up to a millisecond, and a page with a hundred clauses asks for all of them in each.
  const form = (options: Intl.DateTimeFormatOptions) => {
    let intl: Intl.DateTimeFormat | undefined
    return (when: When) => {
      intl ??= new Intl.DateTimeFormat(language, options)
      return intl.format(asDate(when))
    }
  }
  const date = form({ day: 'numeric', month: 'long', year: 'numeric' })
  const time = form({ timeStyle: 'short' })
  const shortDay = form({ day: 'numeric', month: 'short' })
  const [leafWeekday, leafDay, leafMonth] = [form({ weekday: 'short' }), form({ day: 'numeric' }), form({ month: 'short' })]
  const isToday = (when: When) => asDate(when).toDateString() === new Date().toDateString()
  return {
    date, time,
    dateTime: form({ dateStyle: 'long', timeStyle: 'short' }),
    weekday: form({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    /** The time today, otherwise the day. */
    moment: (when: When) => (isToday(when) ? time(when) : shortDay(when)),
    deadline: form({ weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit', timeZoneName: 'short' }),
    leaf: (when: When) => ({ weekday: leafWeekday(when), day: leafDay(when), month: leafMonth(when) }),
    inDays: (when: When) => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(Math.round((asDate(when).getTime() - Date.now()) / 86_400_000), 'day'),
    number: (value: number) => value.toLocaleString(language),
    percent: (value: number) => value.toLocaleString(language, { style: 'percent', maximumFractionDigits: 0 }),
    /** "French": as it stands in a sentence. */
    language: (tag: string) => new Intl.DisplayNames(language, { type: 'language' }).of(tag) ?? tag,
    list: (words: readonly string[]) => new Intl.ListFormat(language, { type: 'conjunction' }).format(words),
  }
}
const formats = new Map<string, ReturnType<typeof makeFormat>>()

/** Dates and numbers in the reader's language. A deadline always says its date, its time and whose clock. */
export function useFormat() {
  const { language } = useTranslation().i18n
  const format = formats.get(language) ?? makeFormat(language)
  formats.set(language, format)
  return format
}

/** Words of the workspace in the reader's language, or in English where they are not translated. */
export function useLocalized(): (words: Localized) => string {
  const { language } = useTranslation().i18n
  return (words) => (language === 'fr' && words.fr ? words.fr : words.en)
}
