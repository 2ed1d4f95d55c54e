import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '#tests/support/browser.ts'
import { type RunningParley, runParley } from '#tests/support/running.ts'
import { clauseOn, enterAs, seededDraft } from '#tests/support/visitor.ts'

let parley: RunningParley
let browser: Browser
beforeAll(async () => { parley = await runParley(); browser = await launchBrowser() })
afterAll(async () => { await browser?.close(); await parley?.stop() })

test('edits, comments and votes survive kill -9 of the app, and an open page goes on by itself', async () => {
  const ilse = await enterAs(browser, parley.origin, 'policymaker')
  const draft = await seededDraft(ilse)
  const clauseId = draft.clauseId('Data governance')
  await ilse.page.goto(`/drafts/${draft.id}`)
  const section = await clauseOn(ilse.page, clauseId)
  await section.locator('.ProseMirror [data-type="paragraph"]').first().click()
  await ilse.page.keyboard.type('Kept words. ', { delay: 15 })
  await ilse.page.getByText(/^Saved \d/).first().waitFor()
  const comment = await ilse.context.request.post(`/api/drafts/${draft.id}/threads`, { data: { clauseId, kind: 'legal', anchor: null, body: 'A kept comment.' } })
  expect(comment.status()).toBe(201)
  const { proposals } = await (await ilse.context.request.get(`/api/drafts/${draft.id}/proposals`)).json() as { proposals: { id: string; closedAt: string | null; onRoll: boolean }[] }
  const open = proposals.find(({ closedAt }) => closedAt === null)
  const { words } = await (await ilse.context.request.get(`/api/proposals/${open?.id}`)).json() as { words: { hash: string } }
  expect((await ilse.context.request.put(`/api/proposals/${open?.id}/ballot`, { data: { choice: 'for', hash: words.hash } })).status()).toBe(200)

  await parley.kill()
  await parley.start()

  const { clauses } = await (await ilse.context.request.get(`/api/drafts/${draft.id}`)).json() as { clauses: { id: string; text: string }[] }
  expect(clauses.find(({ id }) => id === clauseId)?.text).toContain('Kept words.')
  const { threads } = await (await ilse.context.request.get(`/api/drafts/${draft.id}/threads`)).json() as { threads: { comments: { body: string }[] }[] }
  expect(threads.some(({ comments }) => comments[0]?.body === 'A kept comment.')).toBe(true)
  const after = await (await ilse.context.request.get(`/api/proposals/${open?.id}`)).json() as { myBallot: { content: object } | null; closedAt: string | null }
  expect([after.myBallot?.content, after.closedAt]).toEqual([{ choice: 'for' }, null])
  // The page that was open all the while writes on without a reload.
  await ilse.page.keyboard.type('And more. ', { delay: 15 })
  const mateo = await enterAs(browser, parley.origin, 'policymaker-2')
  await mateo.page.goto(`/drafts/${draft.id}`)
  await clauseOn(mateo.page, clauseId)
  await mateo.page.locator(`[data-clause="${clauseId}"]`).getByText('And more.').waitFor({ timeout: 20_000 })
  expect(ilse.errors).toEqual([])
})
