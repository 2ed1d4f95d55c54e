/** What members may say of two amendments: they belong together, or the first is a consequence of the second. */
export const linkKinds = ['together', 'consequential'] as const
export type LinkKind = (typeof linkKinds)[number]
