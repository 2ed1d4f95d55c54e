import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Localized } from '#domain/contract/shared.ts'

type When = string | Date
const asDate = (when: When) => (when instanceof Date ? when : new Date(when))

/** Dates and numbers in the reader's language. A deadline always says its date, its time and whose clock. */
export function useFormat() {
  const { language } = useTranslation().i18n
  return useMemo(() => {
    const form = (options: Intl.DateTimeFormatOptions) => { const intl = new Intl.DateTimeFormat(language, options); return (when: When) => intl.format(asDate(when)) }
    const date = form({ day: 'numeric', month: 'long', year: 'numeric' })
    const time = form({ hour: '2-digit', minute: '2-digit' })
    const shortDay = form({ day: 'numeric', month: 'short' })
    const isToday = (when: When) => asDate(when).toDateString() === new Date().toDateString()
    const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
    return {
      date, time,
      dateTime: form({ dateStyle: 'long', timeStyle: 'short' }),
      weekday: form({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
      /** The time today, otherwise the day. */
      moment: (when: When) => (isToday(when) ? time(when) : shortDay(when)),
      deadline: form({ weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' }),
      leaf: (when: When) => ({ weekday: form({ weekday: 'short' })(when), day: form({ day: 'numeric' })(when), month: form({ month: 'short' })(when) }),
      inDays: (when: When) => relative.format(Math.round((asDate(when).getTime() - Date.now()) / 86_400_000), 'day'),
      number: new Intl.NumberFormat(language).format,
      percent: new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format,
      list: (words: readonly string[]) => new Intl.ListFormat(language, { type: 'conjunction' }).format(words),
    }
  }, [language])
}

/** Words of the workspace in the reader's language, or in English where they are not translated. */
export function useLocalized(): (words: Localized) => string {
  const { language } = useTranslation().i18n
  return (words) => (language === 'fr' && words.fr ? words.fr : words.en)
}
