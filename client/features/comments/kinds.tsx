import { IconMessage2, IconPencil, IconScale, IconSeedling, IconTool } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ThreadKind } from '#domain/comments/threadKinds.ts'
import css from './threads.module.css'

const icons = { general: IconMessage2, editorial: IconPencil, legal: IconScale, ethical: IconSeedling, technical: IconTool } satisfies Record<ThreadKind, typeof IconTool>

/** What a thread is about, as icon and word, never filled: a fill is kept for states. */
export function KindLabel({ kind }: { kind: ThreadKind }) {
  const name = useKindNames()[kind]
  const Icon = icons[kind]
  return <span className={css.kind}><Icon aria-hidden stroke={1.6} />{name}</span>
}

export function useKindNames(): Record<ThreadKind, string> {
  const { t } = useTranslation()
  return {
    general: t('comments.kind.general'), editorial: t('comments.kind.editorial'), legal: t('comments.kind.legal'),
    ethical: t('comments.kind.ethical'), technical: t('comments.kind.technical'),
  }
}
