import { brokenReferences } from './brokenReferences.ts'
import { termsDefinedTwice, termsNeverUsed } from './definedTerms.ts'
import { duplicateHeadings } from './duplicateHeadings.ts'
import { emptyProvisions } from './emptyProvisions.ts'
import type { Finding } from './finding.ts'
import { frenchVerbs } from './frenchVerbs.ts'
import { longSentences } from './longSentences.ts'
import { modalVerbs } from './modalVerbs.ts'
import type { CheckedDraft, Rule } from './rule.ts'
import { doubleSpaces, straightQuotes } from './spacesAndQuotes.ts'
import { typedNumbers } from './typedNumbers.ts'
import { termsNeverDefined } from './undefinedTerms.ts'

/** All rules of the drafting check. */
export const rules: readonly Rule[] = [
  emptyProvisions, brokenReferences, duplicateHeadings, typedNumbers, modalVerbs, frenchVerbs, termsDefinedTwice, termsNeverUsed, termsNeverDefined, longSentences, straightQuotes, doubleSpaces,
]

/** Everything that the check finds in a draft, each clause read again only when its words are other ones. */
export const checkDraft = (draft: CheckedDraft): Finding[] => rules.flatMap((rule) => rule.judge(draft))
