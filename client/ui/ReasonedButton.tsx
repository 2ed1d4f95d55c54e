import { Button, type ButtonProps } from '@mantine/core'
import { type ReactNode, useId } from 'react'

interface ReasonedButtonProps extends ButtonProps {
  /** Why it may not be pressed, in a sentence; empty when it may. */
  readonly reason: string
  readonly onClick: () => void
  readonly children: ReactNode
  readonly 'aria-label'?: string
}

/** A button that can be reached and read when it may not be pressed, and then says why. */
export function ReasonedButton({ reason, onClick, children, ...props }: ReasonedButtonProps) {
  const id = useId()
  if (reason === '') return <Button {...props} onClick={onClick}>{children}</Button>
  return (
    <>
      <Button {...props} data-disabled aria-disabled aria-describedby={id} title={reason} onClick={(event) => event.preventDefault()}>{children}</Button>
      <span id={id} hidden>{reason}</span>
    </>
  )
}
