/**
 * The languages in which a law can be written here, by their BCP 47 tags. What depends on one (names of provisions, quotation marks, plurals,
 * rules of drafting) is a table keyed by it, which does not compile while a language is missing there.
 */
export const lawLanguages = ['en', 'fr'] as const
/** A language in which provisions are named: that of a draft, or of whoever reads about it. */
export type LabelLanguage = (typeof lawLanguages)[number]

export const isLawLanguage = (value: unknown): value is LabelLanguage => (lawLanguages as readonly unknown[]).includes(value)
