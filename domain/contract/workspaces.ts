import { z } from 'zod'
import { id, instant } from './shared.ts'

export const createWorkspace = z.strictObject({ name: z.string().trim().min(3).max(120) })
export type CreateWorkspace = z.infer<typeof createWorkspace>

export const workspaceView = z.strictObject({ id, name: z.string(), memberCount: z.number().int(), createdAt: instant })
export type WorkspaceView = z.infer<typeof workspaceView>
export const workspacesView = z.strictObject({ workspaces: z.array(workspaceView) })
