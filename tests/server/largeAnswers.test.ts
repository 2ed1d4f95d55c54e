import { expect, test } from 'vitest'
import { anApp } from '#tests/support/app.ts'
import { drafts } from '#tests/support/drafter.ts'
import { aWorkspace } from '#tests/support/world.ts'

const app = anApp()

test('a long draft comes compressed to whoever can read that, in full; a short one, and to all others, as it is', async () => {
  const world = await aWorkspace(app)
  const policymaker = await world.as('policymaker')
  const ask = async (encoding: string) => {
    const response = await fetch(`${app.origin}/api/drafts/${world.draftId}`, { headers: { cookie: policymaker.cookie(), 'accept-encoding': encoding } })
    return { encoding: response.headers.get('content-encoding'), varies: response.headers.get('vary'), bytes: Number(response.headers.get('content-length')), body: await response.text() }
  }
  expect(await ask('gzip')).toMatchObject({ encoding: null })
  const drafter = drafts(policymaker, world)
  await drafter.synced()
  const words = 'A long law. '.repeat(4000)
  drafter.type(world.first, words)
  await expect.poll(async () => (await ask('identity')).body.includes(words)).toBe(true)
  const [plain, packed] = [await ask('identity'), await ask('gzip')]
  expect(plain).toMatchObject({ encoding: null, bytes: Buffer.byteLength(plain.body) })
  expect(packed).toMatchObject({ encoding: 'gzip', body: plain.body })
  expect(packed.varies).toContain('Accept-Encoding')
})
