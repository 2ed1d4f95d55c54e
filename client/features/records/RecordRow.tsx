import { IconHistory } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ActSentence } from '#client/lib/ActSentence.tsx'
import { reasonOf } from '#client/lib/actFacts.ts'
import { useFormat } from '#client/lib/format.ts'
import { Avatar } from '#client/ui/Avatar.tsx'
import { partyOf, useRoleNames } from '#client/ui/roles.ts'
import type { RecordEntryView } from '#domain/contract/records.ts'
import css from './records.module.css'

/** One act: when, who, the sentence, the reason given, and the beginning of its hash. */
export function RecordRow({ entry, workspaceId }: { entry: RecordEntryView; workspaceId: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const roles = useRoleNames()
  const { actor, hash, seq, at } = entry
  const reason = reasonOf(entry)
  return (
    <li className={css.row}>
      <time dateTime={at} title={format.dateTime(at)}>{format.time(at)}</time>
      {actor ? <Avatar person={actor} decorative /> : <span className={css.machine} aria-hidden><IconHistory size={18} stroke={1.6} /></span>}
      <div className={css.what}>
        <p><ActSentence entry={entry} workspaceId={workspaceId} /></p>
        {reason !== null && <p className={css.reason}>{t('records.reason', { reason })}</p>}
        {actor && <p className={css.role}>{roles[partyOf(actor)]}</p>}
      </div>
      <p className={css.hash}>
        <span>{t('records.number', { seq })}</span>
        <span title={hash}><span className="visually-hidden">{t('records.hash')} </span>{hash.slice(0, 4)} {hash.slice(4, 8)} {hash.slice(8, 12)}</span>
      </p>
    </li>
  )
}
