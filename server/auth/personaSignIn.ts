import type { BetterAuthPlugin } from 'better-auth'
import { APIError, createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { signInAsPersona } from '#domain/contract/accounts.ts'

/** Signs in as a person of the demo: a real session and the real cookie, without a password. There is none of it outside demo mode. */
export const personaSignIn = (demo: boolean) => ({
  id: 'persona',
  endpoints: {
    signInPersona: createAuthEndpoint('/sign-in/persona', { method: 'POST', body: signInAsPersona }, async (context) => {
      const { adapter, internalAdapter } = context.context
      const user = demo && await adapter.findOne<{ id: string; persona: string | null }>({ model: 'user', where: [{ field: 'persona', value: context.body.persona }] })
      const known = user && await internalAdapter.findUserById(user.id)
      if (!known) throw new APIError('NOT_FOUND', { message: 'There is no such persona' })
      const session = await internalAdapter.createSession(known.id)
      await setSessionCookie(context, { session, user: known })
      return context.json({ user: { id: known.id, name: known.name } })
    }),
  },
}) satisfies BetterAuthPlugin
