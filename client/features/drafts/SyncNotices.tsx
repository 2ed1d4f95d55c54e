import { Button, CopyButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OpenedDraft } from '#client/editor/useOpenDraft.ts'
import { useOnline } from '#client/lib/useOnline.ts'
import { Notice } from '#client/ui/Notice.tsx'
import css from './drafts.module.css'
import { useAfter } from './SaveMark.tsx'

/** What stands between a person's words and the shared text: offline, out of date, at rest, refused. In the flow, never a toast. */
export function SyncNotices({ opened, labelOf }: { opened: OpenedDraft; labelOf: (clauseId: string) => string | null }) {
  const { t } = useTranslation()
  const { state, refused, putAway } = opened
  const online = useOnline()
  // That the line is down is said by the shell; here only what it means for my words, or that the server is not there.
  const offline = useAfter(state.connection === 'offline' && !state.ending && (online || state.waiting > 0), 2000)
  return (
    <div className={css.notices}>
      {offline && <Notice tone="warn">{state.waiting > 0 ? t('drafts.offlineWaiting', { count: state.waiting }) : t('drafts.offlineNotice')}</Notice>}
      {refused?.kind === 'signedOut' && <Notice tone="error" action={<Button component="a" size="xs" variant="default" href="/sign-in">{t('drafts.signIn')}</Button>}>{t('drafts.signedOut')}</Notice>}
      {refused?.kind === 'hidden' && <Notice tone="error">{t('drafts.hidden')}</Notice>}
      {refused?.kind === 'reload' && <Notice tone="warn" action={<Button size="xs" variant="default" onClick={() => location.reload()}>{t('drafts.reload')}</Button>}>{t('drafts.outOfDate')}</Notice>}
      {refused && (refused.kind === 'atRest' || refused.kind === 'forbidden' || refused.kind === 'malformed') && (
        <Notice tone={refused.kind === 'atRest' ? 'info' : 'error'} action={<Button size="xs" variant="default" onClick={putAway}>{t('drafts.putAway')}</Button>}>
          {refused.kind === 'atRest' && t('drafts.cameToRest', { clause: (refused.clauseId && labelOf(refused.clauseId)) ?? t('drafts.aClause') })}
          {refused.kind === 'forbidden' && t('drafts.notAllowed')}
          {refused.kind === 'malformed' && t('drafts.malformed')}
        </Notice>
      )}
      {refused && refused.lost.length > 0 && <Rescue lost={refused.lost} />}
    </div>
  )
}

function Rescue({ lost }: { lost: NonNullable<OpenedDraft['refused']>['lost'] }) {
  const { t } = useTranslation()
  const words = lost.map(({ label, blocks }) => `${label}\n${blocks.map(({ text }) => text).join('\n')}`).join('\n\n')
  return (
    <section className={css.rescue} aria-labelledby="rescue">
      <div className={css.rescueHead}>
        <h2 id="rescue">{t('drafts.rescueTitle')}</h2>
        <CopyButton value={words}>{({ copied, copy }) => <Button size="xs" variant="default" onClick={copy}>{copied ? t('drafts.copied') : t('drafts.copyWords')}</Button>}</CopyButton>
      </div>
      <p>{t('drafts.rescueWhy')}</p>
      {lost.map(({ clauseId, label, blocks }) => (
        <blockquote key={clauseId}>
          <cite>{label}</cite>
          {blocks.map(({ id, text }) => <p key={id}>{text}</p>)}
        </blockquote>
      ))}
    </section>
  )
}
