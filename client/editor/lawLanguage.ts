import type { LabelLanguage } from '#domain/text/numbering.ts'

// English is the language of record: numbers inside the law are said in it whatever language the page speaks.
export const lawLanguage: LabelLanguage = 'en'
