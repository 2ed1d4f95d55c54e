import { useEffect, useState } from 'react'
import { deviceOf } from '#client/lib/device.ts'
import { useMe } from '#client/lib/useMe.ts'
import type { RescueCopy } from '#client/lib/waiting.ts'

const none: readonly RescueCopy[] = []

/** My words that a text did not take, the newest first, from this browser; and the way to put one away for good. */
export function useRescue(room: string): { readonly copies: readonly RescueCopy[]; readonly discard: (copyId: string) => Promise<void> } {
  const userId = useMe()?.user?.id
  const [copies, setCopies] = useState(none)
  useEffect(() => {
    if (userId === undefined) return setCopies(none)
    const device = deviceOf(userId)
    let gone = false
    let stop: () => void = () => undefined
    const read = async () => {
      const found = await (await device).rescued(room)
      if (!gone) setCopies(found.sort((a, b) => b.at - a.at))
    }
    void device.then(({ onRescue }) => { if (!gone) stop = onRescue(() => void read()) })
    void read()
    return () => { gone = true; stop() }
  }, [userId, room])
  return { copies, discard: async (copyId) => { if (userId !== undefined) await (await deviceOf(userId)).discard(copyId) } }
}
