/** Names of the live channels (socket.io groups). A socket is put into them by the server, from its session. */
export const userChannel = (userId: string) => `user:${userId}`
export const sessionChannel = (sessionId: string) => `session:${sessionId}`
export const workspaceChannel = (workspaceId: string) => `workspace:${workspaceId}`
