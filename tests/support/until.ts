import { setTimeout as wait } from 'node:timers/promises'

/** Waits for something to become true, looking again and again; fails with what `state` says when it does not in time. */
export async function until(holds: () => boolean | Promise<boolean>, ms = 10_000, state: () => string = () => ''): Promise<void> {
  const deadline = Date.now() + ms
  while (!await holds()) {
    if (Date.now() > deadline) throw new Error(`it did not happen within ${ms} ms ${state()}`)
    await wait(20)
  }
}
