import { createWorkspace, workspacesView, workspaceView as shape } from '#domain/contract/workspaces.ts'
import { type AnyEndpoint, ownEndpoint } from '#server/http/endpoint.ts'
import { workspaceView } from './workspaces.presenter.ts'
import * as workspaces from './workspaces.service.ts'

export const routes: AnyEndpoint[] = [
  ownEndpoint({
    method: 'get', path: '/workspaces', summary: 'The workspaces I belong to', who: 'signedIn', output: workspacesView,
    handle: async (who, context) => ({ workspaces: (await workspaces.mine(who, context)).map(workspaceView) }),
  }),
  ownEndpoint({
    method: 'post', path: '/workspaces', summary: 'Make a workspace and become its facilitator', who: 'signedIn', input: createWorkspace, output: shape, created: true,
    handle: async (who, context, { input }) => workspaceView(await workspaces.read(context, await workspaces.create(who, context, input))),
  }),
]
