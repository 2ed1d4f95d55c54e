import { useTranslation } from 'react-i18next'
import type { DraftReading } from '#client/editor/draftText.ts'
import type { OpenDraft } from '#client/editor/openDraft.ts'
import { showPlace } from '#client/editor/showPlace.ts'
import CheckPanel from '#client/features/checks/CheckPanel.tsx'
import type { Finding } from '#domain/text/check/finding.ts'
import { clauseName, placeName } from './names.ts'
import { useLabelLanguage } from '#client/lib/useLabelLanguage.ts'

interface CheckTabProps {
  readonly open: OpenDraft
  readonly reading: DraftReading
  readonly findings: readonly Finding[] | null
  readonly mayEdit: (clauseId: string) => boolean
  readonly onText: (show: () => void) => void
}

/** The drafting check beside the text, with the provisions called what they are called around it. */
export default function CheckTab({ reading, onText, ...check }: CheckTabProps) {
  const { t } = useTranslation()
  const language = useLabelLanguage()
  const nameOf = (clauseId: string, blockId: string | null) => {
    const clause = reading.clauses.find(({ id }) => id === clauseId)
    if (!clause) return t('drafts.aClause')
    return blockId === null ? clauseName(reading, clause, t, language) : placeName(reading, clause, blockId, t, language)
  }
  return <CheckPanel nameOf={nameOf} onGo={(finding) => onText(() => showPlace(finding))} {...check} />
}
