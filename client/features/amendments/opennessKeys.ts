import type { Openness } from '#domain/amendments/states.ts'

/** Who may read an amendment before it is handed in, in words. */
export const opennessKeys: Record<Openness, string> = { sponsors: 'amendments.openTo_sponsors', role: 'amendments.openTo_role', all: 'amendments.openTo_all' }
