/** What a thread is about, in the words of those who answer it. */
export const threadKinds = ['general', 'editorial', 'legal', 'ethical', 'technical'] as const
export type ThreadKind = (typeof threadKinds)[number]
