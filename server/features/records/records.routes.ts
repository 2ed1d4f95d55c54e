import { z } from 'zod'
import { recordExportView } from '#domain/contract/recordExport.ts'
import { recordQuery, recordView } from '#domain/contract/records.ts'
import { id } from '#domain/contract/shared.ts'
import * as drafts from '#server/features/drafts/drafts.service.ts'
import * as stakeholders from '#server/features/stakeholders/stakeholders.service.ts'
import { type AnyEndpoint, downloadEndpoint, endpoint } from '#server/http/endpoint.ts'
import { exportText } from './export.presenter.ts'
import { exportOf } from './export.service.ts'
import { recordEntryView } from './records.presenter.ts'
import * as records from './records.service.ts'

const inWorkspace = z.strictObject({ workspaceId: id })
const isString = (value: string | null): value is string => value !== null

export const routes: AnyEndpoint[] = [
  endpoint({
    method: 'get', path: '/workspaces/:workspaceId/record', summary: 'The record: every act of authority, newest first',
    params: inWorkspace, query: recordQuery, output: recordView,
    capability: 'record.read',
    subject: async (_context, { params }) => ({ workspaceId: params.workspaceId }),
    handle: async (permit, context, { query }) => {
      const { entries, nextBefore } = await records.list(permit, context, query)
      const { workspaceId } = permit.subject
      const people = await stakeholders.peopleOf(context.tx, workspaceId, entries.map(({ act }) => act.actorId).filter(isString))
      const named = await drafts.namesOf(context.tx, entries.map(({ act }) => act.draftId).filter(isString))
      return { entries: entries.map((row) => recordEntryView(row, people, named)), nextBefore }
    },
  }),
  downloadEndpoint({
    method: 'get', path: '/workspaces/:workspaceId/record/export', summary: 'The record with its charters and votes, as a file that anybody can verify without this server',
    params: inWorkspace, output: recordExportView, capability: 'record.read',
    subject: async (_context, { params }) => params,
    download: async (permit, context, { params }) => {
      const parts = await exportOf(permit, context)
      return { fileName: `parley-record-${params.workspaceId}-${parts.head.seq}.json`, pieces: exportText(parts) }
    },
  }),
]
