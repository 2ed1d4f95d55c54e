import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '#tests/support/browser.ts'
import { type RunningParley, runParley } from '#tests/support/running.ts'
import { until } from '#tests/support/until.ts'
import { clauseOn, type DraftFacts, enterAs, seededDraft, type Visitor } from '#tests/support/visitor.ts'
import { typeAfter } from '#tests/support/writing.ts'

let parley: RunningParley
let browser: Browser
let draft: DraftFacts
let mateo: Visitor

const written = 'Data governance'

beforeAll(async () => {
  parley = await runParley()
  browser = await launchBrowser()
  mateo = await enterAs(browser, parley.origin, 'policymaker-2')
  draft = await seededDraft(mateo)
})
afterAll(async () => {
  await browser?.close()
  await parley?.stop()
})

const label = (page: Page, clauseId: string) => page.locator(`[data-clause="${clauseId}"]`).getAttribute('aria-label')
const plain = (text: string | null) => (text ?? '').replaceAll('\u00A0', ' ')
const referencesTo = (page: Page, clauseId: string, target: string) => page.locator(`[data-clause="${clauseId}"] a[data-target="${target}"]`)

describe.sequential('references to what is far from the screen, where no editor is yet', () => {
  test('a reference to a point far away is followed by a key: the caret stands in the point, and the next letter replaces nothing', async () => {
    const { page } = mateo
    const [here, target] = [draft.clauseId(written), draft.clauseId('Bias and cultural diversity')]
    const point = page.locator(`[data-clause="${target}"] .ProseMirror [data-type="point"]`).first()
    // Loaded anew, what is far from the screen has no editor yet.
    await page.goto(`/drafts/${draft.id}#clause-${here}`)
    await page.reload()
    await typeAfter(page, here, 'provider', ` @${plain(await label(page, target)).replace('Article ', '')}(1)(a`)
    await page.getByRole('option', { name: /\(1\)\(a\) /, selected: true }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type(',')
    expect(plain(await referencesTo(page, here, target).last().textContent())).toMatch(/^Article \d+\(1\)\(a\)$/)
    await page.keyboard.press('ArrowLeft')
    await page.evaluate(() => new Promise((seen) => { requestAnimationFrame(() => requestAnimationFrame(seen)) }))
    await page.keyboard.press('ArrowLeft')
    await page.getByRole('tooltip').waitFor()
    await page.keyboard.press('Enter')
    await page.waitForFunction((id) => {
      const selection = document.getSelection()
      return selection?.isCollapsed && selection.anchorNode?.parentElement?.closest(`[data-clause="${id}"] .ProseMirror [data-type="point"]`)
    }, target)
    const words = await point.textContent()
    await page.keyboard.type('Q')
    await until(async () => await point.textContent() === `Q${words}`, 10_000, () => words ?? '')
    await page.keyboard.press('Backspace')
    await until(async () => await point.textContent() === words)
  })

  test('who comes to a reference far away by a list of links has it under the key as long as they stay, and an editor when they go on', async () => {
    const { page } = mateo
    await page.goto(`/drafts/${draft.id}`)
    await page.reload()
    await page.locator('[data-clause] .ProseMirror').first().waitFor()
    // Of the clauses that have no editor yet, the last that refers to another.
    const [from = '', to = ''] = await page.waitForFunction(() => {
      const link = [...document.querySelectorAll<HTMLElement>('[data-clause] .law[data-writable]:not(:has(.ProseMirror)) a[data-target]')].at(-1)
      return link && [link.closest('[data-clause]')?.getAttribute('data-clause'), link.dataset.target]
    }).then((found) => found.jsonValue()) as string[]
    const link = referencesTo(page, from, to).last()
    await link.focus()
    // What is around it gets its editors, and it keeps the focus.
    await page.waitForFunction((id) => document.querySelector(`[data-clause="${id}"]`)?.previousElementSibling?.querySelector('.ProseMirror'), from)
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    await page.waitForFunction((id) => document.activeElement?.closest(`[data-clause="${id}"]`), to)
    await clauseOn(page, from)
    await page.locator(`[data-clause="${from}"] .ProseMirror`).waitFor()
  })
})
