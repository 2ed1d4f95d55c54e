import { changeMe, eraseMe, meView, personasView } from '#domain/contract/accounts.ts'
import { done, doneView } from '#domain/contract/shared.ts'
import type { Context } from '#server/db/context.ts'
import { type AnyEndpoint, ownEndpoint } from '#server/http/endpoint.ts'
import { membershipView, personaView, userView } from './accounts.presenter.ts'
import * as accounts from './accounts.service.ts'

async function meViewOf(context: Context, userId: string | null) {
  const { user, memberships } = await accounts.me(context, userId)
  return { user: user && userView(user), memberships: memberships.map(membershipView), demo: context.demo }
}

export const routes: AnyEndpoint[] = [
  ownEndpoint({
    method: 'get', path: '/me', summary: 'Who I am, and what I am in which workspace', who: 'anyone', output: meView,
    handle: (_anyone, context, { userId }) => meViewOf(context, userId),
  }),
  ownEndpoint({
    method: 'patch', path: '/me', summary: 'Change my name or language', who: 'signedIn', input: changeMe, output: meView,
    handle: async (who, context, { input }) => {
      await accounts.change(who, context, input)
      return meViewOf(context, who.userId)
    },
  }),
  ownEndpoint({
    method: 'post', path: '/me/erase', summary: 'Erase my account: my name and address go, what I did stays', who: 'signedIn', input: eraseMe, output: doneView,
    handle: async (who, context, { input }) => {
      await accounts.erase(who, context, input)
      return done
    },
  }),
  ownEndpoint({
    method: 'get', path: '/demo/personas', summary: 'The people as whom the demo can be entered (demo mode only)', who: 'anyone', output: personasView,
    handle: async (_anyone, context) => ({ personas: (await accounts.personas(context, context.demo)).map(personaView) }),
  }),
]
