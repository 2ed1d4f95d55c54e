import { z } from 'zod'
import { changeCharter, charterView, readCharter } from '#domain/contract/charters.ts'
import { done, doneView, id } from '#domain/contract/shared.ts'
import { type AnyEndpoint, endpoint } from '#server/http/endpoint.ts'
import { charterViewOf } from './charters.presenter.ts'
import * as charters from './charters.service.ts'

export const routes: AnyEndpoint[] = [
  endpoint({
    method: 'get', path: '/workspaces/:workspaceId/charter', summary: 'The charter in force: who may do what, and how decisions are made',
    params: z.strictObject({ workspaceId: id }), output: charterView, capability: 'charter.read',
    subject: async (_context, { params }) => params,
    handle: async (permit, context, { params }) => charterViewOf(params.workspaceId, await charters.read(permit, context)),
  }),
  endpoint({
    method: 'put', path: '/workspaces/:workspaceId/charter', summary: 'Put a new charter into force without a vote, where the one in force lets me',
    params: z.strictObject({ workspaceId: id }), input: changeCharter, output: doneView, capability: 'charter.change',
    subject: async (_context, { params }) => params,
    handle: async (permit, context, { input }) => { await charters.change(permit, context, readCharter(input.charter)); return done },
  }),
]
