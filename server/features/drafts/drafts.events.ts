import type { Stage } from '#domain/charter/roles.ts'
import type { LabelLanguage } from '#domain/text/languages.ts'
import type { Happening } from '#server/db/context.ts'

export const draftCreated = (workspaceId: string, draftId: string, reference: string, language: LabelLanguage): Happening =>
  ({ name: 'draft.created', workspaceId, draftId, ids: {}, facts: { reference, language } })
export const draftChanged = (workspaceId: string, draftId: string, language: { readonly from: LabelLanguage; readonly to: LabelLanguage }): Happening =>
  ({ name: 'draft.changed', workspaceId, draftId, ids: {}, facts: { language } })
export const draftAdvanced = (workspaceId: string, draftId: string, from: Stage, to: Stage, reason: string | null): Happening =>
  ({ name: 'draft.advanced', workspaceId, draftId, ids: {}, facts: { from, to, ...(reason && { reason }) } })
/** The generation is told to everyone: rooms and pages of an older one know by it that they are. */
export const draftRecovered = (workspaceId: string, draftId: string, { generation, seq, moment }: { generation: number; seq: number; moment: number }, reason: string | null): Happening =>
  ({ name: 'draft.recovered', workspaceId, draftId, ids: { generation: String(generation) }, facts: { seq: moment, writtenAt: seq, generation, by: 'operator', ...(reason && { reason }) } })
