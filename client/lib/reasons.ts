import { useTranslation } from 'react-i18next'
import type { Capability } from '#domain/charter/charter.ts'
import type { Decision } from '#domain/charter/decide.ts'
import { Refusal, type RefusalCode } from '#domain/errors.ts'
import { type Stage, stages } from '#domain/charter/roles.ts'

/** The words of what stood in the way: those of the charter, and the more exact ones of refusals, each under its own name. */
const groundKey = (because: string) => `refusals.because.${because}`
const codeKeys: Record<RefusalCode, string> = {
  unauthenticated: 'refusals.code.unauthenticated', forbidden: 'refusals.code.forbidden', notFound: 'refusals.code.notFound', invalid: 'refusals.code.invalid', tooLarge: 'refusals.code.tooLarge', conflict: 'refusals.code.conflict',
  wrongStage: 'refusals.code.wrongStage', locked: 'refusals.code.locked', tooMany: 'refusals.code.tooMany', unavailable: 'refusals.code.unavailable',
}
const stageKeys: Record<Stage, string> = {
  drafting: 'ui.stage.drafting', consultation: 'ui.stage.consultation', deliberation: 'ui.stage.deliberation', voting: 'ui.stage.voting', adopted: 'ui.stage.adopted',
}

const isStage = (value: unknown): value is Stage => (stages as readonly unknown[]).includes(value)

function useGround() {
  const { t, i18n } = useTranslation()
  return (because: string, atStages: readonly unknown[]) => {
    const names = atStages.filter(isStage).map((stage) => t(stageKeys[stage]))
    return t(i18n.exists(groundKey(because)) ? groundKey(because) : codeKeys.forbidden, { stages: new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format(names) })
  }
}

/** Why something may not be done, in a sentence; empty when it may. */
export function useReason(): (decision: Decision, capability: Capability) => string {
  const ground = useGround()
  return (decision) => (decision.allowed ? '' : ground(decision.because, decision.stages ?? []))
}

/** Why a request failed, in a sentence. */
export function useRefusalSentence(): (error: unknown) => string {
  const { t, i18n } = useTranslation()
  const ground = useGround()
  return (error) => {
    if (!(error instanceof Refusal)) return t(codeKeys.unavailable)
    const because = error.details['because']
    const atStages = error.details['stages']
    return typeof because === 'string' && i18n.exists(groundKey(because)) ? ground(because, Array.isArray(atStages) ? atStages : []) : t(codeKeys[error.code])
  }
}
