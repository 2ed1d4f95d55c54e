import { Button } from '@mantine/core'
import { type RefObject, useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnnounce } from '#client/ui/Announcer.tsx'
import { FloatingNotice } from '#client/ui/FloatingNotice.tsx'
import type { RescueCopy } from '#client/lib/waiting.ts'

/** Of which the person knows, on this page and on those that they came from. */
const known = new Set<string>()

/** That there are words of mine that were not kept, as long as I have not seen their list: it stands at the head of the page, and I may be anywhere. */
export function RescueNews({ copies, heading }: { copies: readonly RescueCopy[]; heading: RefObject<HTMLHeadingElement | null> }) {
  const { t } = useTranslation()
  const announce = useAnnounce()
  const [isNews, setNews] = useState(false)
  const know = () => {
    for (const { id } of copies) known.add(id)
    setNews(false)
  }
  const look = useEffectEvent((isSeen: boolean) => {
    if (isSeen) return know()
    if (copies.every(({ id }) => known.has(id))) return
    setNews(true)
    announce(t('drafts.rescueNews'))
  })
  useEffect(() => {
    const observer = new IntersectionObserver(([entry]) => look(entry?.isIntersecting ?? false))
    if (heading.current) observer.observe(heading.current)
    return () => observer.disconnect()
  }, [copies, heading])
  const show = () => {
    know()
    heading.current?.focus()
    heading.current?.scrollIntoView({ block: 'center' })
  }
  return isNews && (
    <FloatingNotice
      words={t('drafts.rescueNews')} putAway={t('drafts.putAway')} onClose={know}
      action={<Button size="compact-sm" variant="default" onClick={show}>{t('drafts.rescueShow')}</Button>}
    />
  )
}
