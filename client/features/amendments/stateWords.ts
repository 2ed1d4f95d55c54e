import { useTranslation } from 'react-i18next'
import type { Tone } from '#client/ui/StateTag.tsx'
import type { AmendmentSummary } from '#domain/contract/amendments.ts'

const stateKeys: Record<AmendmentSummary['state'], string> = {
  drafting: 'amendments.state.drafting', lodged: 'amendments.state.lodged', sealed: 'amendments.state.sealed', decided: 'amendments.state.decided', consolidated: 'amendments.state.consolidated',
}
const outcomeKeys: Record<NonNullable<AmendmentSummary['outcome']>, string> = {
  agreedTo: 'amendments.outcome.agreedTo', agreedToInPart: 'amendments.outcome.agreedToInPart', disagreedTo: 'amendments.outcome.disagreedTo', withdrawn: 'amendments.outcome.withdrawn', notCalled: 'amendments.outcome.notCalled',
}
const tones: Record<AmendmentSummary['state'], Tone> = { drafting: 'neutral', lodged: 'info', sealed: 'seal', decided: 'neutral', consolidated: 'ok' }

/** How far an amendment has come, in a word or two, and how it is shown. */
export function useStateWords() {
  const { t } = useTranslation()
  return {
    name: ({ number, amends }: Pick<AmendmentSummary, 'number' | 'amends'>) => amends
      ? t(number === null ? 'amendments.unnumberedTo' : 'amendments.numberTo', { number, to: amends.number })
      : number === null ? t('amendments.unnumbered') : t('amendments.number', { number }),
    state: ({ state, outcome }: Pick<AmendmentSummary, 'state' | 'outcome'>) => t(outcome && (state === 'decided' || outcome === 'agreedToInPart') ? outcomeKeys[outcome] : stateKeys[state]),
    tone: ({ state, outcome }: Pick<AmendmentSummary, 'state' | 'outcome'>): Tone => outcome === 'agreedTo' ? 'ok' : tones[state],
  }
}
