import { canonicalJson } from '#domain/canonicalJson.ts'
import type { Charter } from './charter.ts'

/** The text of a charter whose SHA-256 the record has, and a ballot on it carries: its JSON with keys in one order. */
export const canonicalCharter = (charter: Charter): string => canonicalJson(charter)

/** Reads a canonical charter back, to show exactly what was hashed. In: text that `canonicalCharter` made. */
export const readCanonicalCharter = (canonical: string): Charter => JSON.parse(canonical) as Charter
