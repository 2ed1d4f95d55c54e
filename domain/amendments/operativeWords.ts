/**
 * Words on which the sense of a provision hangs: those that bind, permit, deny, except, count, join or set a time, in English and in French.
 * Both lists hold for every text, since a law may quote the other language.
 */
const english = 'shall should must may might can could will would ought need not no nor never none neither nothing nobody t without unless except save only and or but if whether all any each every both either some least most more less fewer before after within until during from to by than above below over under'
const french = 'doit doivent devra devront devrait devraient peut peuvent pourra pourront pourrait pourraient faut ne n pas ni non jamais aucun aucune rien personne sans sauf excepté hormis seul seule seulement et ou mais si tout toute tous toutes chaque quelque quelques plus moins avant après dans pendant jusque jusqu depuis dès sous sur'
const numbers = 'one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion half third quarter once twice first second un une deux trois quatre cinq sept huit neuf dix onze douze quinze vingt trente quarante cinquante soixante cent cents mille milliard demi tiers quart premier première deuxième'
const operative = new Set(`${english} ${french} ${numbers}`.split(' '))

/** The words of a text in small letters; an apostrophe or hyphen parts two of them, so that the n of "n’est" and the t of "can’t" are words. */
export const wordsIn = (text: string): string[] => text.normalize('NFC').toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []

/** Of these the ones on which the sense hangs, in their order. */
export const operativeWordsIn = (text: string): string[] => wordsIn(text).filter((word) => operative.has(word))

/** Figures, Roman numerals and signs that count, in their order. */
export const figuresIn = (text: string): string[] => text.match(/\p{N}+|[\p{S}%‰]|(?<![\p{L}\p{N}])[IVXLCDM]+(?![\p{L}\p{N}])/gu) ?? []

const denying = ['un', 'in', 'im', 'il', 'ir', 'non', 'dis', 'mis', 'anti', 'an', 'a', 'dé', 'dés', 'de', 'mal', 'mé', 'sub', 'sur']

/** Whether one of two words is the other denied: lawful and unlawful, careful and careless, égal and inégal. */
export function isNegationOf(one: string, other: string): boolean {
  const isDenied = (word: string, root: string) => denying.some((prefix) => word === prefix + root)
  return isDenied(one, other) || isDenied(other, one) || (one.endsWith('less') !== other.endsWith('less'))
}
