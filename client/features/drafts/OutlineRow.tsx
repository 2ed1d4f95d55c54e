import { IconCheckbox, IconMessageCircle } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLawLanguage } from '#client/editor/lawLanguage.ts'
import type { Presences } from '#client/editor/presence.ts'
import { Editors } from './Editors.tsx'
import type { OutlineEntry } from './outlineEntry.ts'
import css from './outline.module.css'

interface OutlineRowProps extends Omit<OutlineEntry, 'words' | 'movable'> {
  readonly isCurrent: boolean
  readonly presences: Presences
  /** The id of the words that say by which keys it is moved; null where it cannot be. */
  readonly moveHint: string | null
  /** Not while only some are listed: there is no place between two that do not follow each other. */
  readonly hasGrip: boolean
  readonly onGo: (id: string) => void
}

/** One provision in the outline. A long law has hundreds: each is drawn again only for what it says itself. */
export const OutlineRow = memo(function OutlineRow({ id, kind, parent, number, heading, openThreads, proposalOpen, isCurrent, presences, moveHint, hasGrip, onGo }: OutlineRowProps) {
  const law = useLawLanguage()
  return (
    <li data-line={id} data-kind={kind} data-parent={parent ?? undefined}>
      {moveHint !== null && hasGrip && <span className={css.grip} aria-hidden data-grip={id} />}
      <a
        className={kind === 'chapter' ? css.chapter : css.article} href={`#clause-${id}`} aria-current={isCurrent ? 'true' : undefined}
        data-provision={id} {...(moveHint !== null && { 'aria-describedby': moveHint, 'aria-keyshortcuts': 'Alt+Shift+ArrowUp Alt+Shift+ArrowDown' })}
        onClick={(event) => {
          event.preventDefault()
          onGo(id)
        }}
      >
        <span className={css.number}>{number}</span>
        {heading === '' ? <Unnamed /> : <span lang={law}>{heading}</span>}
        {kind !== 'chapter' && (
          <span className={css.marks}>
            <Editors presences={presences} clauseId={id} />
            {(openThreads > 0 || proposalOpen) && <Marks openThreads={openThreads} proposalOpen={proposalOpen} />}
          </span>
        )}
      </a>
    </li>
  )
})

const Unnamed = () => <span>{useTranslation().t('clauses.newHeading')}</span>

function Marks({ openThreads, proposalOpen }: Pick<OutlineEntry, 'openThreads' | 'proposalOpen'>) {
  const { t } = useTranslation()
  return (
    <>
      {proposalOpen && <span className={css.warn}><IconCheckbox size={14} aria-hidden /><span className="visually-hidden">{t('drafts.proposalOpen')}</span></span>}
      {openThreads > 0 && (
        <span><IconMessageCircle size={14} aria-hidden /><span aria-hidden>{openThreads}</span><span className="visually-hidden">{t('drafts.openThreads', { count: openThreads })}</span></span>
      )}
    </>
  )
}
