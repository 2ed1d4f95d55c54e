import { test } from 'vitest'
import { targets } from './targets.ts'

const seed = Math.floor(Date.now() / (24 * 3600_000)) * 1_000

test('pages that come and go, a server that forgets and a journal that writes in pieces agree in the end, and every promise is kept', async () => {
  await targets['convergence']?.fuzz(targets['convergence'].count, seed)
})
