import { IconCloudCheck, IconCloudOff, IconCloudUp, IconPencilOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type OpenedDraft, useSyncState } from '#client/editor/useOpenDraft.ts'
import { useFormat } from '#client/lib/format.ts'
import css from './drafts.module.css'

/** True once a condition has held for a while. */
export function useAfter(holds: boolean, milliseconds: number): boolean {
  const [long, setLong] = useState(false)
  useEffect(() => {
    if (!holds) return setLong(false)
    const timer = setTimeout(() => setLong(true), milliseconds)
    return () => clearTimeout(timer)
  }, [holds, milliseconds])
  return holds && long
}

/** Asks before the page is left while the server has not kept everything. */
export function useWarning({ shown }: OpenedDraft): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => { if (shown && shown.state().waiting > 0) event.preventDefault() }
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [shown])
}

/** Saving / Saved 10:42 / Not saved, in the top bar. Refusals are said by a notice in the page, this only points to them. */
export function SaveMark({ opened, mayEdit }: { opened: OpenedDraft; mayEdit: boolean }) {
  const { t } = useTranslation()
  const state = useSyncState(opened)
  const format = useFormat()
  const offline = useAfter(state.connection === 'offline', 1500)
  if (state.ending && state.ending.lost > 0) return <Mark icon={<IconPencilOff />} tone={css.error} words={t('drafts.refused')} />
  if (offline) return <Mark icon={<IconCloudOff />} tone={css.warn} words={state.waiting > 0 ? t('drafts.notSaved', { count: state.waiting }) : t('drafts.offline')} />
  if (state.waiting > 0) return <Mark icon={<IconCloudUp />} words={t('drafts.saving')} />
  if (state.savedAt) return <Mark icon={<IconCloudCheck />} tone={css.ok} words={t('drafts.savedAt', { time: format.time(state.savedAt) })} />
  return mayEdit ? <Mark icon={<IconCloudCheck />} tone={css.ok} words={t('drafts.saved')} /> : null
}

function Mark({ icon, words, tone = '' }: { icon: React.ReactNode; words: string; tone?: string | undefined }) {
  return <span className={`${css.save} ${tone}`} role="status">{icon}<span className={css.saveWords}>{words}</span></span>
}
