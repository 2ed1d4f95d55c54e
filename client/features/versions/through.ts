import { useTranslation } from 'react-i18next'
import { useFormat } from '#client/lib/format.ts'
import type { AttributedRun } from './authors.ts'
import type { Person } from './people.ts'

/** Says who put words where they are, when somebody else had written them or they had been written before. */
export function useThrough(personOf: (userId: string) => Person): (through: NonNullable<AttributedRun['through']>) => string {
  const { t } = useTranslation()
  const format = useFormat()
  const sentences = { move: 'versions.through.move', undo: 'versions.through.undo', restore: 'versions.through.restore' }
  return ({ kind, userId, at }) => t(sentences[kind], { name: personOf(userId).name, when: format.dateTime(at) })
}
