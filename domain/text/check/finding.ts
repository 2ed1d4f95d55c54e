import type { Edit } from '../editBlocks.ts'

export type Severity = 'blocking' | 'warning' | 'hint'

/**
 * Everything that the drafting check can find, most serious first. `blocking`: the words cannot be sealed and the draft cannot move on;
 * `warning`: hardly ever meant; `hint`: worth a look.
 */
export const severityOf = {
  emptyArticle: 'blocking', brokenReference: 'blocking', callWithoutNote: 'blocking',
  termDefinedTwice: 'warning', duplicateHeading: 'warning', emptyHeading: 'warning', emptyBlock: 'warning', doubleModal: 'warning', typedNumber: 'warning', numberingGap: 'warning', noteNeverCalled: 'warning',
  termNeverUsed: 'hint', termNeverDefined: 'hint', mixedModals: 'hint', ambiguousMayNot: 'hint', weakShould: 'hint', dutyVerb: 'hint', wishVerb: 'hint', futureVerb: 'hint', longSentence: 'hint', straightQuote: 'hint', doubleSpace: 'hint',
} as const satisfies Record<string, Severity>
export type FindingKind = keyof typeof severityOf
export const findingKinds = Object.keys(severityOf).filter((kind): kind is FindingKind => kind in severityOf)

/**
 * Something that the check found: where (an empty `blockId`: the whole clause; `from` = `to`: the whole block), the facts its sentence
 * is made of, and where it is safe the edits that mend it.
 */
export interface Finding {
  readonly kind: FindingKind
  readonly clauseId: string
  readonly blockId: string
  readonly from: number
  readonly to: number
  readonly data: Readonly<Record<string, string | number>>
  readonly fix?: readonly Edit[]
}
