import type { ComponentPropsWithRef } from 'react'
import { Link, useRoute } from 'wouter'

/** A link to a part of the house, which says when one is there; `exact`: not when one is deeper in it. */
export function WayLink({ to, exact, ...props }: Omit<ComponentPropsWithRef<'a'>, 'href'> & { to: string; exact: boolean }) {
  const [isHere] = useRoute(exact ? to : `${to}/*?`)
  return <Link to={to} aria-current={isHere ? 'page' : undefined} {...props} />
}
