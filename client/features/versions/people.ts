import { useTranslation } from 'react-i18next'
import { partyOf } from '#client/ui/roles.ts'
import type { Party } from '#domain/charter/roles.ts'
import type { Person as PersonView } from '#domain/contract/shared.ts'

/** Somebody as the history names them. */
export interface Person { readonly name: string; readonly party: Party; readonly organisation: string | null }

/** Finds people by their ids; whoever is not in the list is somebody all the same. */
export function usePeople(people: readonly PersonView[]): (userId: string) => Person {
  const { t } = useTranslation()
  return (userId) => {
    const person = people.find(({ id }) => id === userId)
    return person ? { name: person.name, party: partyOf(person), organisation: person.organisation } : { name: t('versions.somebody'), party: 'public', organisation: null }
  }
}
