import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { simpleMajority } from '#domain/decisions/method.ts'
import { launchBrowser, launchProfile } from '#tests/support/browser.ts'
import { askDatabase } from '#tests/support/embedded.ts'
import { type RunningParley, runParley } from '#tests/support/running.ts'
import { until } from '#tests/support/until.ts'
import { type DraftFacts, enterAs, seededDraft, type Visitor } from '#tests/support/visitor.ts'
import { kept, onDevice, write } from '#tests/support/writing.ts'

let parley: RunningParley
let browser: Browser
let draft: DraftFacts
let facilitator: Visitor
let mateo: Visitor
let ilseId = ''
/** Articles that nobody votes on; each test takes its own. */
let articles: string[] = []
const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'parley-profile-'))

const next = () => {
  const id = articles.shift()
  if (!id) throw new Error('the demo has no articles left')
  return id
}

beforeAll(async () => {
  parley = await runParley()
  browser = await launchBrowser()
  facilitator = await enterAs(browser, parley.origin, 'facilitator')
  mateo = await enterAs(browser, parley.origin, 'policymaker-2')
  draft = await seededDraft(mateo)
  const { clauses } = await (await mateo.context.request.get(`/api/drafts/${draft.id}`)).json() as { clauses: { id: string; kind: string; text: string; atRestFor: string | null }[] }
  articles = clauses.filter(({ kind, text, atRestFor }) => kind === 'article' && text !== '' && atRestFor === null).map(({ id }) => id)
  const [ilse] = await askDatabase<{ id: string }>(parley, `select id from "user" where persona = 'policymaker'`)
  ilseId = ilse?.id ?? ''
})
afterAll(async () => {
  await browser?.close()
  await parley?.stop()
  fs.rmSync(profile, { recursive: true, force: true })
})

const count = (text: string, words: string) => text.split(words).length - 1

async function openDraft(page: Page, url = `/drafts/${draft.id}`) {
  await page.goto(url)
  await page.locator('.ProseMirror').first().waitFor()
}

const asksBeforeLeaving = (page: Page) => page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })))

/** Ilse in her browser; every question whether to leave is answered yes. */
async function ilseEnters(context?: BrowserContext) {
  const visitor = context ? { context, page: await context.newPage(), errors: [] as string[] } : await enterAs(browser, parley.origin, 'policymaker')
  visitor.page.on('dialog', (dialog) => void dialog.accept())
  return visitor
}

const vote = async (clauseId: string) => {
  const opened = await facilitator.context.request.post(`/api/drafts/${draft.id}/proposals`, { data: { question: 'Shall it stand?', clauseId, method: simpleMajority, roles: ['policymaker'], closesAt: new Date(Date.now() + 3_600_000).toISOString() } })
  if (!opened.ok()) throw new Error(`no vote: ${await opened.text()}`)
}

async function inARole(role: string) {
  const { members } = await (await facilitator.context.request.get(`/api/workspaces/${draft.workspaceId}/members`)).json() as { members: { id: string; memberId: string }[] }
  const memberId = members.find(({ id }) => id === ilseId)?.memberId
  expect((await facilitator.context.request.patch(`/api/members/${memberId}`, { data: { role, functions: [] } })).ok()).toBe(true)
}

const rescued = (page: Page, clauseId: string) => page.locator(`[data-rescued="${clauseId}"]`)

describe.sequential('what is written without a connection', () => {
  test('survives a restart of the browser and merges on return with what others wrote, exactly once, under my name', async () => {
    const clauseId = next()
    const home = { baseURL: parley.origin, viewport: { width: 1440, height: 900 }, locale: 'en-GB' }
    const before = await launchProfile(profile, home)
    expect((await before.request.post('/api/demo/sign-in', { data: { persona: 'policymaker' } })).ok()).toBe(true)
    const first = await ilseEnters(before)
    await openDraft(first.page)
    await before.setOffline(true)
    await write(first.page, clauseId, 'Unwired.')
    await first.page.getByText('Not saved: offline, 8 changes waiting').waitFor()
    await first.page.getByText(/8 changes wait on this device/).waitFor()
    await before.close()

    await openDraft(mateo.page)
    await write(mateo.page, clauseId, 'Meanwhile. ')
    await until(async () => (await kept(mateo.context, draft.id, clauseId)).includes('Meanwhile. '))
    const [{ seq: head } = { seq: '0' }] = await askDatabase<{ seq: string }>(parley, 'select seq from text where id = $1', [`draft:${draft.id}`])

    const after = await launchProfile(profile, home)
    let blocked = true
    await after.routeWebSocket(/\/sync\//, (socket) => { if (blocked) void socket.close({ code: 1013 }); else socket.connectToServer() })
    const second = await ilseEnters(after)
    await second.page.goto(`/drafts/${draft.id}`)
    // Before the server has said a word the page knows what waits, and asks before it is left.
    await second.page.getByText('Not saved: offline, 8 changes waiting').waitFor()
    expect(await asksBeforeLeaving(second.page)).toBe(true)
    await second.page.reload()
    await second.page.getByText('Not saved: offline, 8 changes waiting').waitFor()
    blocked = false
    await second.page.getByText(/^Saved \d/).first().waitFor()
    expect(await asksBeforeLeaving(second.page)).toBe(false)
    const text = await kept(mateo.context, draft.id, clauseId)
    expect([count(text, 'Unwired.'), count(text, 'Meanwhile. ')]).toEqual([1, 1])
    await mateo.page.locator(`[data-clause="${clauseId}"]`).getByText('Unwired.').waitFor()
    expect(await onDevice(second.page, ilseId)).toEqual({ waiting: [], rescue: [] })
    const authors = await askDatabase<{ user_id: string }>(parley, 'select distinct user_id from journal where text_id = $1 and seq > $2', [`draft:${draft.id}`, head])
    expect(authors).toEqual([{ user_id: ilseId }])
    // Once more, to see that nothing comes twice.
    await openDraft(second.page)
    expect(count(await kept(mateo.context, draft.id, clauseId), 'Unwired.')).toBe(1)
    await after.close()
  })

  test('stays on the page while the server is away, and arrives when it is back', async () => {
    const clauseId = next()
    const ilse = await ilseEnters()
    await openDraft(ilse.page)
    await parley.kill()
    await write(ilse.page, clauseId, 'Through the night.')
    await ilse.page.getByText('Not saved: offline, 18 changes waiting').waitFor()
    await ilse.page.close()
    await parley.start()
    const again = await ilseEnters(ilse.context)
    await openDraft(again.page)
    await until(async () => count(await kept(mateo.context, draft.id, clauseId), 'Through the night.') === 1, 30_000)
    expect(again.errors).toEqual([])
    await ilse.context.close()
  })

  test('in two tabs is there once, also what was written in a tab that was closed', async () => {
    const clauseId = next()
    const one = await ilseEnters()
    const two = await ilseEnters(one.context)
    let cut = false
    await one.page.routeWebSocket(/\/sync\//, (socket) => { if (cut) void socket.close({ code: 1013 }); else socket.connectToServer() })
    await openDraft(one.page)
    await openDraft(two.page)
    await one.context.setOffline(true)
    await write(one.page, clauseId, 'First tab. ')
    await write(two.page, clauseId, 'Second tab. ')
    // The first finds no way back, and is closed only after the second has synchronised: then nobody else looks after its words.
    cut = true
    await one.context.setOffline(false)
    await until(async () => (await kept(mateo.context, draft.id, clauseId)).includes('Second tab. '))
    expect(await kept(mateo.context, draft.id, clauseId)).not.toContain('First tab. ')
    await one.page.close()
    await until(async () => (await kept(mateo.context, draft.id, clauseId)).includes('First tab. '))
    const text = await kept(mateo.context, draft.id, clauseId)
    expect([count(text, 'First tab. '), count(text, 'Second tab. ')]).toEqual([1, 1])
    for (const words of ['First tab.', 'Second tab.']) await two.page.locator(`[data-clause="${clauseId}"]`).getByText(words).waitFor()
    await until(async () => (await onDevice(two.page, ilseId)).waiting.length === 0)
    await one.context.close()
  })

  test('in a clause that came to rest is kept as a rescue copy until it is discarded; what was written elsewhere arrives', async () => {
    const [resting, free] = [next(), next()]
    const ilse = await ilseEnters()
    await openDraft(ilse.page)
    await ilse.context.setOffline(true)
    await write(ilse.page, free, 'Elsewhere before. ')
    await write(ilse.page, resting, 'Too late. ')
    await write(ilse.page, free, 'Elsewhere after. ')
    await vote(resting)
    await ilse.context.setOffline(false)
    await rescued(ilse.page, resting).getByText('Too late.').waitFor()
    await until(async () => (await kept(mateo.context, draft.id, free)).includes('Elsewhere after. Elsewhere before. '))
    const text = await kept(mateo.context, draft.id, free)
    expect([count(text, 'Elsewhere after. '), count(text, 'Elsewhere before. ')]).toEqual([1, 1])
    expect(await kept(mateo.context, draft.id, resting)).not.toContain('Too late.')
    await ilse.page.getByText(/^Saved \d/).first().waitFor()
    expect((await onDevice(ilse.page, ilseId)).waiting).toEqual([])

    await ilse.page.reload()
    await rescued(ilse.page, resting).getByText('Too late.').waitFor()
    await rescued(ilse.page, resting).getByText(/a vote on its words was open/).waitFor()
    // The other account in the same browser sees nothing of it.
    await ilse.context.request.post('/api/demo/sign-in', { data: { persona: 'policymaker-2' } })
    await openDraft(ilse.page)
    expect(await rescued(ilse.page, resting).count()).toBe(0)
    await ilse.context.request.post('/api/demo/sign-in', { data: { persona: 'policymaker' } })
    await openDraft(ilse.page)
    await rescued(ilse.page, resting).getByRole('button', { name: 'Discard…' }).click()
    await ilse.page.getByRole('dialog').getByRole('button', { name: 'Discard', exact: true }).click()
    await rescued(ilse.page, resting).waitFor({ state: 'detached' })
    await openDraft(ilse.page)
    expect((await onDevice(ilse.page, ilseId)).rescue).toEqual([])
    expect(ilse.errors).toEqual([])
    await ilse.context.close()
  })

  test('and the keys pressed in the very moment a clause closes are in the rescue copy', async () => {
    const clauseId = next()
    const ilse = await ilseEnters()
    await openDraft(ilse.page)
    const words = Array.from({ length: 30 }, (_, index) => `w${index}`).join('.')
    const typing = write(ilse.page, clauseId, words, 30)
    await until(async () => (await kept(mateo.context, draft.id, clauseId)).includes('w0.w1.w2'))
    await vote(clauseId)
    await typing
    // What the text has, or the block as I had it, goes on in the keys that came too late: none is missing between them.
    let blocks: { readonly id: string; readonly text: string }[] = []
    let server = ''
    await until(async () => {
      blocks = (await onDevice(ilse.page, ilseId)).rescue.find((copy) => copy.clauseId === clauseId)?.blocks.slice() ?? []
      server = await kept(mateo.context, draft.id, clauseId)
      const late = blocks.find(({ id }) => id === 'late')?.text ?? ''
      const before = words.slice(0, words.length - late.length)
      return words.endsWith(late) && [server, ...blocks.map(({ text }) => text)].some((text) => text.includes(before))
    }, 15_000, () => JSON.stringify({ blocks, server: server.slice(0, 200) }))
    expect(blocks).not.toEqual([])
    await ilse.page.reload()
    await rescued(ilse.page, clauseId).waitFor()
    await ilse.context.close()
  })

  test('by somebody who lost the right to write meanwhile is theirs still, with the reason, also after a reload', async () => {
    const clauseId = next()
    const ilse = await ilseEnters()
    await openDraft(ilse.page)
    await ilse.context.setOffline(true)
    await write(ilse.page, clauseId, 'Not any more. ')
    await inARole('civilSociety')
    await ilse.context.setOffline(false)
    await rescued(ilse.page, clauseId).getByText('Not any more.').waitFor()
    await ilse.page.reload()
    await rescued(ilse.page, clauseId).getByText('Not any more.').waitFor()
    await rescued(ilse.page, clauseId).getByText('You were not allowed to edit this text any more.').waitFor()
    expect(await kept(mateo.context, draft.id, clauseId)).not.toContain('Not any more.')
    expect((await onDevice(ilse.page, ilseId)).waiting).toEqual([])
    await inARole('policymaker')
    await ilse.context.close()
  })

  test('into a text that was restored meanwhile is rescued, and the restored text is neither doubled nor changed by it', async () => {
    const clauseId = next()
    const ilse = await ilseEnters()
    await openDraft(ilse.page)
    const before = await kept(mateo.context, draft.id, clauseId)
    await ilse.context.setOffline(true)
    await write(ilse.page, clauseId, 'Of another age. ')
    await parley.kill()
    await askDatabase(parley, 'update text set generation = generation + 1 where id = $1', [`draft:${draft.id}`])
    await parley.start()
    await ilse.context.setOffline(false)
    await rescued(ilse.page, clauseId).getByText('Of another age.').waitFor()
    await ilse.page.getByText(/was restored to an earlier state/).first().waitFor()
    // The page goes on with the text as it is now.
    await write(ilse.page, clauseId, 'Of this age. ')
    await until(async () => await kept(mateo.context, draft.id, clauseId) === `Of this age. ${before}`)
    expect((await onDevice(ilse.page, ilseId)).waiting).toEqual([])
    expect(ilse.errors).toEqual([])
    await ilse.context.close()
  })
})
