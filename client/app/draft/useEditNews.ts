import { useEffect, useEffectEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { editTeller, watchOthersEdits } from '#client/editor/othersEdits.ts'
import { useFormat } from '#client/lib/format.ts'
import { useAnnounce } from '#client/ui/Announcer.tsx'

const namedAtMost = 3

/** Says politely, and not too often, what others change in the draft; a person can switch it off. */
export function useEditNews({ text, editing }: OpenDraft, nameOf: (clauseId: string) => string): void {
  const { t } = useTranslation()
  const format = useFormat()
  const announce = useAnnounce()
  const say = useEffectEvent((names: readonly string[], clauseIds: readonly string[]) => {
    if (!editing.preferences.isOn('edits')) return
    const short = (words: readonly string[]) => format.list(words.length > namedAtMost ? [...words.slice(0, namedAtMost), t('attention.others', { count: words.length - namedAtMost })] : words)
    announce(t('attention.edited', { names: short(names), places: short(clauseIds.map(nameOf)) }))
  })
  useEffect(() => {
    const teller = editTeller(({ names, clauseIds }) => say(names, clauseIds))
    const unwatch = watchOthersEdits(text.doc, editing.presences, teller.hear)
    return () => {
      unwatch()
      teller.stop()
    }
  }, [text, editing])
}
