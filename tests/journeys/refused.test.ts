import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '#tests/support/browser.ts'
import { askDatabase } from '#tests/support/embedded.ts'
import { type RunningParley, runParley } from '#tests/support/running.ts'
import { until } from '#tests/support/until.ts'
import { type DraftFacts, enterAs, seededDraft, type Visitor } from '#tests/support/visitor.ts'
import { kept, onDevice, write } from '#tests/support/writing.ts'

let parley: RunningParley
let browser: Browser
let draft: DraftFacts
let mateo: Visitor
let ilseId = ''
let clauseId = ''

beforeAll(async () => {
  parley = await runParley()
  browser = await launchBrowser()
  mateo = await enterAs(browser, parley.origin, 'policymaker-2')
  draft = await seededDraft(mateo)
  const { clauses } = await (await mateo.context.request.get(`/api/drafts/${draft.id}`)).json() as { clauses: { id: string; kind: string; text: string; atRestFor: string | null }[] }
  clauseId = clauses.find(({ kind, text, atRestFor }) => kind === 'article' && text !== '' && atRestFor === null)?.id ?? ''
  const [ilse] = await askDatabase<{ id: string }>(parley, `select id from "user" where persona = 'policymaker'`)
  ilseId = ilse?.id ?? ''
})
afterAll(async () => {
  await browser?.close()
  await parley?.stop()
})

const rescued = (page: Page) => page.locator(`[data-rescued="${clauseId}"]`)
const count = (text: string, words: string) => text.split(words).length - 1

async function openDraft(page: Page) {
  await page.goto(`/drafts/${draft.id}`)
  await page.locator('.ProseMirror').first().waitFor()
}

/** Writes words in one stroke, as pasting does: one change. */
async function pastes(page: Page, words: string) {
  await write(page, clauseId, '')
  await page.keyboard.insertText(words)
}

/** A line on which, for as long as asked, every edit is answered by closing with a code. */
async function refusesUpdates(page: Page, code: number) {
  let refuses = false
  await page.routeWebSocket(/\/sync\//, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((message) => {
      const isUpdate = typeof message !== 'string' && message[0] === 0 && message[1] === 2
      if (refuses && isUpdate) void socket.close({ code })
      else server.send(message)
    })
  })
  return { begin: () => { refuses = true }, end: () => { refuses = false } }
}

// What the server sends these codes for is proven with it (tests/server/attacks); here is what becomes of the words.
describe.sequential('what is written', () => {
  test.each([
    { code: 4400, words: 'Malformed. ', said: 'Your last change could not be taken into the text', because: 'The change could not be taken into the text.' },
    { code: 4413, words: 'Too large. ', said: 'Your last change could not be taken into the text', because: 'The change was too large to be taken at once.' },
    { code: 4404, words: 'Hidden. ', said: 'This text is not open to you any more.', because: 'The text was no longer open to you.' },
  ])('that the server closes with $code is rescued, with the reason, also after a reload', async ({ code, words, said, because }) => {
    const ilse = await enterAs(browser, parley.origin, 'policymaker')
    ilse.page.on('dialog', (dialog) => void dialog.accept())
    const refusing = await refusesUpdates(ilse.page, code)
    await openDraft(ilse.page)
    refusing.begin()
    await pastes(ilse.page, words)
    await ilse.page.getByText(said).first().waitFor()
    refusing.end()
    for (const look of ['at once', 'after a reload']) {
      if (look !== 'at once') await ilse.page.reload()
      await rescued(ilse.page).getByText(words.trim()).first().waitFor()
      await rescued(ilse.page).getByText(because).waitFor()
    }
    expect((await onDevice(ilse.page, ilseId)).waiting).toEqual([])
    await ilse.context.close()
  })

  test('by a page that became too old waits on the device, and arrives with the page of now', async () => {
    const ilse = await enterAs(browser, parley.origin, 'policymaker')
    ilse.page.on('dialog', (dialog) => void dialog.accept())
    const refusing = await refusesUpdates(ilse.page, 4426)
    await openDraft(ilse.page)
    refusing.begin()
    await pastes(ilse.page, 'Old page. ')
    await ilse.page.getByText('The text was changed in a way that this page does not know yet.').waitFor()
    refusing.end()
    await ilse.page.getByRole('main').getByRole('button', { name: 'Load again' }).click()
    await until(async () => count(await kept(mateo.context, draft.id, clauseId), 'Old page. ') === 1, 15_000)
    await until(async () => (await onDevice(ilse.page, ilseId)).waiting.length === 0)
    await ilse.context.close()
  })
})
