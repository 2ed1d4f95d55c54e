import { IconCheckbox, IconChecklist, IconFileText, IconListTree, IconMessageCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Part } from './commands.ts'
import css from './draft.module.css'

/** The parts of the draft page on a phone. */
export default function BottomBar({ part, onPart, threads, votes }: { part: Part; onPart: (part: Part) => void; threads: number; votes: number }) {
  const { t } = useTranslation()
  const parts = [
    { part: 'text' as const, name: t('drafts.tabText'), Icon: IconFileText, count: 0 },
    { part: 'outline' as const, name: t('drafts.tabOutline'), Icon: IconListTree, count: 0 },
    { part: 'discussion' as const, name: t('drafts.tabDiscussion'), Icon: IconMessageCircle, count: threads },
    { part: 'votes' as const, name: t('drafts.tabVotes'), Icon: IconCheckbox, count: votes },
    { part: 'check' as const, name: t('checks.tab'), Icon: IconChecklist, count: 0 },
  ]
  return (
    <nav className={css.bottom} aria-label={t('drafts.sections')}>
      {parts.map(({ part: own, name, Icon, count }) => (
        <button key={own} type="button" aria-pressed={part === own} onClick={() => onPart(own)}>
          <Icon size={20} stroke={1.6} aria-hidden /><span>{name}{count > 0 && <> <span className={css.count}>{count}</span></>}</span>
        </button>
      ))}
    </nav>
  )
}
