import { useTranslation } from 'react-i18next'
import type { EditorWords } from '#client/editor/editing.ts'

/** What the text itself says in the reader's language. */
export function useEditorWords(): EditorWords {
  const { t } = useTranslation()
  return { brokenReference: t('editor.brokenReference'), deletedReference: t('editor.deletedReference', { name: '{name}' }), emptyBlock: t('editor.emptyBlock'), emptyHeading: t('commands.kindName.heading') }
}
