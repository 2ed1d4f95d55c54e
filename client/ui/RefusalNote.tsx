import { IconAlertTriangle } from '@tabler/icons-react'
import { useRefusalSentence } from '#client/lib/reasons.ts'
import css from './parts.module.css'

/** Why an act was refused, beside the control that asked for it. Nothing when it was not. */
export function RefusalNote({ error }: { error: unknown }) {
  const sentence = useRefusalSentence()
  if (!error) return null
  return <p className={css.refusal} role="alert"><IconAlertTriangle size={16} stroke={1.6} aria-hidden />{sentence(error)}</p>
}
