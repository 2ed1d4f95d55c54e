import type { LabelLanguage } from './languages.ts'

const irregular: Record<LabelLanguage, Readonly<Record<string, readonly string[]>>> = {
  en: { person: ['people'], child: ['children'], man: ['men'], woman: ['women'], criterion: ['criteria'], phenomenon: ['phenomena'], datum: ['data'], foot: ['feet'] },
  fr: { oeil: ['yeux'], œil: ['yeux'], ciel: ['cieux'], travail: ['travaux'], bail: ['baux'] },
}
const joining: Record<LabelLanguage, ReadonlySet<string>> = {
  en: new Set(['a', 'an', 'and', 'as', 'at', 'by', 'for', 'from', 'in', 'into', 'of', 'on', 'or', 'per', 'the', 'to', 'with', 'without']),
  fr: new Set(['à', 'au', 'aux', 'd', 'dans', 'de', 'des', 'du', 'en', 'et', 'l', 'la', 'le', 'les', 'ou', 'par', 'pour', 'sans', 'sous', 'sur', 'un', 'une']),
}

/**
 * The forms that a word of a term takes for one and for many, itself first. English: s, es after a hissing sound, y to ies, f to ves, is
 * to es; French: s, x after au, eu and ou, al to aux. A word in the plural also gives its singular. Words that only join others stay.
 */
export function formsOfWord(word: string, language: LabelLanguage, isAlone = false): string[] {
  const lower = word.toLocaleLowerCase(language)
  if (joining[language].has(lower) || !/\p{L}$/u.test(word)) return [word]
  const others = irregular[language][lower]?.map((other) => (lower === word ? other : word.charAt(0) + other.slice(1))) ?? []
  // "news" and "goods" are not many of something, and what looks like their singular is another word.
  const singulars = word.length < 4 || (isAlone && word.length < 6) ? [] : singularsOf[language](word)
  return [...new Set([word, ...others, ...plurals[language](word), ...singulars])]
}

const plurals: Record<LabelLanguage, (word: string) => string[]> = {
  en(word) {
    if (/[^aeiou]y$/iu.test(word)) return [`${word.slice(0, -1)}ies`]
    if (/sis$/iu.test(word)) return [`${word.slice(0, -2)}es`]
    if (/(?:s|x|z|ch|sh)$/iu.test(word)) return [`${word}es`]
    if (/[^f]fe?$/iu.test(word)) return [`${word}s`, `${word.replace(/fe?$/iu, '')}ves`]
    return [`${word}s`]
  },
  fr(word) {
    if (/[sxz]$/iu.test(word)) return []
    if (/(?:au|eu)$/iu.test(word)) return [`${word}x`, `${word}s`]
    if (/ou$/iu.test(word)) return [`${word}s`, `${word}x`]
    if (/al$/iu.test(word)) return [`${word.slice(0, -1)}ux`, `${word}s`]
    return [`${word}s`]
  },
}

const singularsOf: Record<LabelLanguage, (word: string) => string[]> = {
  en(word) {
    if (/ies$/iu.test(word)) return [`${word.slice(0, -3)}y`]
    if (/(?:x|z|ch|sh|ss)es$/iu.test(word)) return [word.slice(0, -2)]
    return /[^su]s$/iu.test(word) ? [word.slice(0, -1)] : []
  },
  fr(word) {
    if (/eaux$/iu.test(word)) return [word.slice(0, -1)]
    if (/aux$/iu.test(word)) return [`${word.slice(0, -2)}l`, word.slice(0, -1)]
    return /[sx]$/iu.test(word) ? [word.slice(0, -1)] : []
  },
}
