const lockOf = (session: string) => `parley:session:${session}`
// Only where the page came over https or from this machine; elsewhere every other session counts as closed, and what two tabs send twice is one change.
const locks = (): LockManager | undefined => globalThis.navigator?.locks

/** Says to the other tabs that this session is alive, until it is let go or its tab is gone in whatever way. */
export function holdSession(session: string): () => void {
  let letGo: () => void = () => undefined
  const over = new Promise<void>((resolve) => { letGo = resolve })
  void locks()?.request(lockOf(session), () => over)
  return letGo
}

/** Does something with what a session left behind, if it is closed, while no other tab does. Gives whether it was. */
export async function ifClosed(session: string, act: () => Promise<void>): Promise<boolean> {
  const manager = locks()
  if (!manager) return act().then(() => true)
  return manager.request(lockOf(session), { ifAvailable: true }, (lock) => (lock ? act().then(() => true) : false))
}

/** Does something with what a session leaves behind, as soon as it is closed and while no other tab does; not after `signal`. */
export async function onceClosed(session: string, signal: AbortSignal, act: () => Promise<void>): Promise<void> {
  await locks()?.request(lockOf(session), { signal }, act)
}
