import type { WorkspaceView } from '#domain/contract/workspaces.ts'
import type { WorkspaceRow } from './workspaces.repository.ts'

export const workspaceView = ({ createdAt, ...row }: WorkspaceRow): WorkspaceView => ({ ...row, createdAt: createdAt.toISOString() })
