import { later } from '#client/lib/later.tsx'
import { useRescue } from './useRescue.ts'

// Most people never have any: only whether there are some is asked at once.
const RescueList = later(() => import('./RescueList.tsx'))

/** My words that the text did not take, until I put them away. */
export function RescueCopies({ room }: { room: string }) {
  const { copies, discard } = useRescue(room)
  return copies.length > 0 && <RescueList copies={copies} discard={discard} />
}
