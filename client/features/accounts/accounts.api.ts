import { useMutation, useQuery } from '@tanstack/react-query'
import { get, patch, post } from '#client/lib/api.ts'
import { keys, queryClient } from '#client/lib/query.ts'
import type { MeView, PersonaView } from '#domain/contract/accounts.ts'

/** After a change of person everything is asked for anew: nothing of the one before may be shown. */
const becomeSomebody = () => { queryClient.clear() }

export const usePersonas = (demo: boolean) => useQuery({ queryKey: keys.personas, queryFn: async () => (await get<{ personas: PersonaView[] }>('/demo/personas')).personas, enabled: demo })
export const useEnterDemo = () => useMutation({ mutationFn: (persona: string) => post<unknown>('/demo/sign-in', { persona }), onSuccess: becomeSomebody })
export const useSignIn = () => useMutation({ mutationFn: (input: { email: string; password: string }) => post<unknown>('/auth/sign-in/email', input), onSuccess: becomeSomebody })
export const useSignUp = () => useMutation({ mutationFn: (input: { name: string; email: string; password: string }) => post<unknown>('/auth/sign-up/email', input), onSuccess: becomeSomebody })
export const useChangeName = () => useMutation({ mutationFn: (name: string) => patch<MeView>('/me', { name }), onSuccess: (me) => queryClient.setQueryData(keys.me, me) })
/** Ends the session too: whoever asks next is nobody. */
export const useErase = () => useMutation({ mutationFn: (email: string) => post<unknown>('/me/erase', { email }), onSuccess: becomeSomebody })
