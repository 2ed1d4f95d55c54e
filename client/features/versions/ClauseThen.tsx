import { Button } from '@mantine/core'
import { IconChecks, IconUserEdit } from '@tabler/icons-react'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLawLanguage } from '#client/editor/lawLanguage.ts'
import { later } from '#client/lib/later.tsx'
import type { Subject } from '#domain/charter/conditions.ts'
import { AuthoredClause } from './AuthoredClause.tsx'
import { ChangedBlocks } from './ChangedBlocks.tsx'
import { ChangeTag } from './ChangeTag.tsx'
import css from './law.module.css'
import type { LabelAt } from './LawBlock.tsx'
import { RestoreButton } from './RestoreButton.tsx'
import type { ShownClause } from './shownClauses.ts'

const ClauseDecisions = later(() => import('./ClauseDecisions.tsx'))

interface ClauseThenProps {
  readonly shown: ShownClause
  readonly name: string
  readonly subject: Subject
  readonly seq: number
  readonly when: string
  /** The open proposal that keeps its words as they are. */
  readonly atRestFor: string | null
  /** Whether this is the text as it stands now, which there is nothing to restore to. */
  readonly isPresent: boolean
  readonly isByAuthor: boolean
  readonly labelAt: LabelAt
  readonly onAuthors: (clauseId: string | null) => void
}

/** One provision as it stood: its number, its words with what changed, who wrote them, and the way to bring them back. */
export const ClauseThen = memo(function ClauseThen({ shown, name, subject, seq, when, atRestFor, isPresent, isByAuthor, labelAt, onAuthors }: ClauseThenProps) {
  const { t } = useTranslation()
  const law = useLawLanguage()
  const { clause, change, isGone } = shown
  const [isDecided, setIsDecided] = useState(false)
  const { id, kind, label, number } = clause
  const isProvision = kind === 'article' || kind === 'annex'
  const wasCalled = change?.labelFrom && change.labelTo && change.labelFrom !== change.labelTo ? change.labelFrom : null
  return (
    <div id={`clause-${id}`} data-clause={id} className={[css.clause, css[kind], isGone && css.gone].filter(Boolean).join(' ')} role="group" tabIndex={-1} aria-label={name}>
      {change && <p className={css.tags}><ChangeTag change={change} />{wasCalled && <span>{t('versions.wasCalled', { label: wasCalled })}</span>}</p>}
      {kind === 'chapter' && <span className={css.chapterNumber}>{label}</span>}
      {isProvision && <span className={css.articleNumber}>{label}</span>}
      {kind === 'recital' && !isByAuthor && <span className={css.hanging}>({number})</span>}
      {isByAuthor && !isGone
        ? <AuthoredClause draftId={subject.draftId ?? ''} seq={seq} clause={clause} labelAt={labelAt} />
        : <div className="law" data-node={kind} lang={law}><ChangedBlocks clause={clause} change={change} labelAt={labelAt} /></div>}
      {!isGone && (
        <div className={css.tools}>
          <Button size="compact-xs" variant="subtle" leftSection={<IconUserEdit size={15} stroke={1.6} aria-hidden />} aria-pressed={isByAuthor} aria-label={t('versions.authorsOf', { clause: name })} onClick={() => onAuthors(isByAuthor ? null : id)}>
            {t(isByAuthor ? 'versions.hideAuthors' : 'versions.showAuthors')}
          </Button>
          <Button size="compact-xs" variant="subtle" leftSection={<IconChecks size={15} stroke={1.6} aria-hidden />} aria-expanded={isDecided} aria-label={t('versions.decisionsOf', { clause: name })} onClick={() => setIsDecided(!isDecided)}>
            {t('versions.decisions')}
          </Button>
          {!isPresent && <RestoreButton subject={subject} seq={seq} when={when} clause={{ id, name, atRestFor }} />}
        </div>
      )}
      {isDecided && <ClauseDecisions draftId={subject.draftId ?? ''} clause={clause} name={name} />}
    </div>
  )
})
