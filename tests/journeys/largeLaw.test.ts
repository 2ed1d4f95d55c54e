import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '#tests/support/browser.ts'
import { type RunningParley, runParley } from '#tests/support/running.ts'
import { until } from '#tests/support/until.ts'
import { clauseOn, commandsHeard, enterAs, seededDraft, type Visitor } from '#tests/support/visitor.ts'
import { kept, typeAfter } from '#tests/support/writing.ts'

const articles = 80

let parley: RunningParley
let browser: Browser
let draftId: string
/** Of the articles, in their order. */
let ids: readonly string[]
/** Ilse writes; in Mateo's window the structure is changed meanwhile. */
const people = {} as Record<'ilse' | 'mateo', Visitor>

beforeAll(async () => {
  parley = await runParley()
  browser = await launchBrowser()
  const facilitator = await enterAs(browser, parley.origin, 'facilitator')
  const { workspaceId } = await seededDraft(facilitator)
  const made = await facilitator.context.request.post(`/api/workspaces/${workspaceId}/drafts`, { data: { title: 'A long law' } })
  draftId = (await made.json() as { id: string }).id
  for (const [name, persona] of [['ilse', 'policymaker'], ['mateo', 'policymaker-2']] as const) people[name] = await enterAs(browser, parley.origin, persona)
  const { ilse, mateo } = people
  await ilse.page.goto(`/drafts/${draftId}`)
  await pasteLaw(ilse.page)
  await ilse.page.getByText(/^Saved/).first().waitFor()
  // Whoever comes to it finds it in bands; whoever pasted it had them made while it came.
  await Promise.all([ilse.page.reload(), mateo.page.goto(`/drafts/${draftId}`)])
  ids = await articlesOn(ilse.page)
  await mateo.page.locator('[data-clause]').nth(articles).waitFor({ state: 'attached' })
})
afterAll(async () => {
  await browser?.close()
  await parley?.stop()
})

async function pasteLaw(page: Page) {
  const html = Array.from({ length: articles }, (_, index) => `<h3>Article ${index + 1}</h3><h4>Duty of kind ${index + 1}</h4><p>Whoever keeps record ${index + 1} shall say so to the persons whom it shows, in words that they can read.</p>`).join('')
  const editor = page.locator('.ProseMirror').last()
  await editor.waitFor()
  await editor.evaluate((element, markup) => {
    (element as HTMLElement).focus()
    const data = new DataTransfer()
    data.setData('text/html', markup)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, html)
  await page.getByRole('dialog', { name: 'Insert what you pasted?' }).getByRole('button', { name: /^Insert/ }).click()
  await page.locator('[data-clause]').nth(articles).waitFor({ state: 'attached' })
}

const articlesOn = async (page: Page) => {
  await page.locator('[data-clause]').nth(articles).waitFor({ state: 'attached' })
  return page.locator('[data-clause]:has([data-node="article"])').evaluateAll((sections) => sections.map((section) => section.getAttribute('data-clause') ?? ''))
}
const bandOf = (page: Page, clauseId: string) => page.locator(`[data-clause="${clauseId}"]`).evaluate((section) => [...document.querySelectorAll('[data-band]')].findIndex((band) => band.contains(section)))
const focused = (page: Page) => page.evaluate(() => document.activeElement?.closest('[data-clause]')?.getAttribute('data-clause') ?? null)
/** The first clause of a band that is not the first one. */
const firstOfBand = async (page: Page, index: number) => page.locator('[data-band]').nth(index).locator('[data-clause]').first().getAttribute('data-clause') as Promise<string>

/** Moves an article behind another by its menu. */
async function moveBehind(page: Page, clauseId: string, heading: string) {
  const section = await clauseOn(page, clauseId)
  await section.hover()
  await section.getByRole('button', { name: /^Acts on/ }).click()
  for (const name of ['Move', 'Move to…']) await page.getByRole('menuitem', { name, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: /^Move Article/ })
  await dialog.getByRole('radio', { name: new RegExp(`${heading}$`) }).check()
  await dialog.getByRole('button', { name: 'Move here' }).click()
}

describe.sequential('a law of many articles, which the browser lays out band by band', () => {
  test('somebody moves the article into another band in which I write, in the middle of a word: I write on where I was', async () => {
    const { ilse, mateo } = people
    const clauseId = await firstOfBand(ilse.page, 1)
    const before = await bandOf(ilse.page, clauseId)
    const entry = mateo.page.locator(`[data-provision="${clauseId}"][aria-keyshortcuts]`)
    await typeAfter(ilse.page, clauseId, 'shall say', ' ')
    const words = 'the quick brown fox jumps over the lazy dog, and over the hedge'
    const moving = async () => {
      await commandsHeard(mateo.page)
      await ilse.page.locator(`[data-clause="${clauseId}"]`).getByText('shall say the quick').waitFor()
      await entry.focus()
      await mateo.page.keyboard.press('Alt+Shift+ArrowUp')
    }
    await Promise.all([ilse.page.keyboard.type(words, { delay: 60 }), moving()])
    await until(async () => await bandOf(ilse.page, clauseId) === before - 1)
    expect(await focused(ilse.page)).toBe(clauseId)
    await ilse.page.keyboard.type(' or so')
    await ilse.page.getByText(/^Saved/).first().waitFor()
    expect(await kept(ilse.context, draftId, clauseId)).toContain(`shall say ${words} or so so to the persons`)
    // And so far away that nobody would see it there: the page goes along.
    const further = 'and on she wrote while it went to where nobody had read yet'
    await Promise.all([ilse.page.keyboard.type(further, { delay: 60 }), moveBehind(mateo.page, clauseId, 'Duty of kind 75')])
    await until(async () => await bandOf(ilse.page, clauseId) > 1)
    expect(await focused(ilse.page)).toBe(clauseId)
    await ilse.page.keyboard.type('!')
    await ilse.page.getByText(/^Saved/).first().waitFor()
    expect(await kept(ilse.context, draftId, clauseId)).toContain(`or so${further}! so to the persons`)
    expect(await ilse.page.locator(`[data-clause="${clauseId}"]`).evaluate((section) => section.getBoundingClientRect().bottom > 0 && section.getBoundingClientRect().top < window.innerHeight)).toBe(true)
    expect(ilse.errors).toEqual([])
  })

  test('I move my own article into another band by its menu: the focus stays with it, and so does the way on by keys', async () => {
    const { ilse: { page } } = people
    const clauseId = await firstOfBand(page, 1)
    const section = await clauseOn(page, clauseId)
    await section.hover()
    await section.getByRole('button', { name: /^Acts on/ }).click()
    for (const name of ['Move', 'Move up']) await page.getByRole('menuitem', { name, exact: true }).click()
    await until(async () => await bandOf(page, clauseId) === 0)
    await until(async () => await focused(page) === clauseId)
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe(clauseId)
    await moveBehind(page, clauseId, 'Duty of kind 60')
    await until(async () => await bandOf(page, clauseId) === 2)
    await until(async () => await focused(page) === clauseId)
  })

  test('whoever goes to an article far away finds it at the head of the page, and the outline says where one reads', async () => {
    const { mateo: { page } } = people
    await page.reload()
    await articlesOn(page)
    const [near, far] = [ids[2] ?? '', ids.at(-10) ?? '']
    const current = () => page.locator('nav [data-provision][aria-current]').getAttribute('data-provision')
    for (const clauseId of [far, near, far]) {
      await page.locator(`[data-provision="${clauseId}"]`).evaluate((entry) => (entry as HTMLElement).click())
      await until(async () => await current() === clauseId)
      const place = () => page.locator(`[data-clause="${clauseId}"]`).evaluate((section) => section.getBoundingClientRect().top / window.innerHeight)
      await until(async () => Math.abs(await place() - 0.15) < 0.1, 5000)
    }
    const order = await articlesOn(page)
    await page.mouse.move(720, 600)
    // Up by the wheel, a screen at a time: what is said to be read is on the screen.
    for (let step = 0; step < 6; step += 1) {
      const before = order.indexOf(await current() ?? '')
      await page.mouse.wheel(0, -700)
      await until(async () => order.indexOf(await current() ?? '') < before)
      // The wheel goes on for a moment.
      await until(() => page.evaluate(() => {
        const read = document.querySelector('nav [data-provision][aria-current]')?.getAttribute('data-provision')
        const { top, bottom } = document.querySelector(`[data-clause="${read}"]`)?.getBoundingClientRect() ?? { top: 0, bottom: 0 }
        return top <= window.innerHeight / 3 && bottom > 0
      }))
    }
  })

  test('words far from the screen are found by the browser, and an editor is there for who comes to them', async () => {
    const { mateo: { page } } = people
    await page.evaluate(() => window.scrollTo(0, 0))
    const clauseId = ids[70] ?? ''
    expect(await page.evaluate(() => (window as unknown as { find: (words: string) => boolean }).find('keeps record 71 '))).toBe(true)
    await page.locator(`[data-clause="${clauseId}"] .ProseMirror`).waitFor()
    await typeAfter(page, clauseId, 'record 71', ' there')
    await page.getByText(/^Saved/).first().waitFor()
    expect(await kept(people.mateo.context, draftId, clauseId)).toContain('record 71 there shall')
  })
})
