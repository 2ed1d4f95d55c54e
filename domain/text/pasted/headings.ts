import type { NodeKind } from '../kinds.ts'

/** A line that begins a provision. `rest`: where the words after its number begin; `isHeading`: whether those are its heading. */
export interface ProvisionStart {
  readonly kind: NodeKind
  readonly rest: number
  readonly isHeading: boolean
  /** It was called a part, title or section, which a draft does not have. */
  readonly isOther: boolean
}

const number = String.raw`(?:\d{1,4}(?:er|\u1D49\u02B3)?(?:\s(?:bis|ter|quater))?[a-z]?|premier|première|PREMIER|PREMIÈRE|[IVXLC]+)`
const separated = String.raw`(?![\p{L}\d(])(\s*[.:–—-]+)?\s*`
const starts: readonly { readonly kind: NodeKind; readonly isOther?: boolean; readonly pattern: RegExp }[] = [
  { kind: 'article', pattern: new RegExp(`^(?:Article|ARTICLE|Art\\.|ART\\.)\\s+${number}${separated}`, 'u') },
  { kind: 'chapter', pattern: new RegExp(`^(?:Chapter|CHAPTER|Chapitre|CHAPITRE)\\s+${number}${separated}`, 'u') },
  { kind: 'chapter', isOther: true, pattern: new RegExp(`^(?:Part|PART|Partie|PARTIE|Title|TITLE|Titre|TITRE|Section|SECTION)\\s+(?:${number}|[A-Z])${separated}`, 'u') },
  { kind: 'annex', pattern: new RegExp(`^(?:Annex|ANNEX|Annexe|ANNEXE|Schedule|SCHEDULE)(?:\\s+(?:${number}|[A-Z]))?${separated}`, 'u') },
]

const longestHeading = 120

/** Whether words could be a heading: short, begun as one, not ended as a sentence. */
export const looksLikeHeading = (text: string): boolean =>
  text.length > 0 && text.length <= longestHeading && !/[.;:,]$/u.test(text) && /^[\p{Lu}\d“"«‘(]/u.test(text)

/** Reads "Article 3 – Scope", "CHAPITRE II", "Annex I"; null for any other line, also one that only speaks of a provision. `isStyled`: it looked like a heading there. */
export function provisionStart(text: string, isStyled: boolean): ProvisionStart | null {
  for (const { kind, isOther = false, pattern } of starts) {
    const [whole, separator] = pattern.exec(text) ?? []
    if (whole === undefined) continue
    const rest = text.slice(whole.length)
    const isHeading = rest !== '' && (isStyled || looksLikeHeading(rest))
    const isNamed = separator !== undefined || isStyled || (isHeading && rest.split(/\s+/u).length <= 10)
    if (rest === '' || isNamed) return { kind, rest: whole.length, isHeading, isOther }
  }
  return null
}

export const isCitation = (text: string): boolean => /^(?:having regard to|vu)\s/iu.test(text) && /[,;]$/u.test(text)
export const isRecital = (text: string): boolean => /^(?:whereas|considérant que|considérant qu[’'])/iu.test(text)
/** The word over the recitals, which a draft need not say. */
export const isOverRecitals = (text: string): boolean => /^(?:whereas|considérant ce qui suit)\s*:$/iu.test(text)
/** "HAVE ADOPTED THIS REGULATION:" */
export const isEnacting = (text: string): boolean => /^(?:HAS|HAVE) ADOPTED TH|^(?:A|ONT) (?:ADOPTÉ|ARRÊTÉ) L/u.test(text)
export const isDefinitions = (heading: string): boolean => /^(?:definitions?|définitions?)$/iu.test(heading.trim())
