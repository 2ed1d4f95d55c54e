import { useTranslation } from 'react-i18next'
import type { Finding, FindingKind, Severity } from '#domain/text/check/finding.ts'

const severityKeys: Record<Severity, string> = { blocking: 'checks.blocking', warning: 'checks.warning', hint: 'checks.hint' }
export const severityTone = { blocking: 'error', warning: 'warn', hint: 'info' } as const satisfies Record<Severity, string>

/** What the check says, in the reader's language. `nameOf`: what a clause is called. */
export function useFindingWords(nameOf: (clauseId: string) => string) {
  const { t } = useTranslation()
  const data = ({ data: facts }: Finding) => ({ ...facts, ...(typeof facts['first'] === 'string' && { first: nameOf(facts['first']) }) })
  return {
    severity: (severity: Severity, count: number) => t(severityKeys[severity], { count }),
    title: (kind: FindingKind) => t(`checks.title.${kind}`),
    why: (kind: FindingKind) => t(`checks.why.${kind}`),
    what: (finding: Finding) => t(`checks.what.${finding.kind}`, data(finding)),
    fix: (finding: Finding) => t(`checks.fix.${finding.kind}`, data(finding)),
  }
}
