import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '#tests/support/browser.ts'
import { type RunningParley, runParley } from '#tests/support/running.ts'
import { until } from '#tests/support/until.ts'
import { enterAs, type Visitor } from '#tests/support/visitor.ts'

let parley: RunningParley
let browser: Browser
const people = {} as Record<'ilse' | 'aroha', Visitor>

beforeAll(async () => {
  parley = await runParley()
  browser = await launchBrowser()
  people.ilse = await enterAs(browser, parley.origin, 'policymaker', { locale: 'fr-FR' })
  people.aroha = await enterAs(browser, parley.origin, 'facilitator')
})
afterAll(async () => {
  await browser?.close()
  await parley?.stop()
})

/** Opens the palette, looks for words and takes the first answer. */
async function command(page: Page, words: string) {
  const palette = page.locator('dialog[open] input[role="combobox"]')
  // What changes the structure comes a moment after the page; until then the palette says that it cannot be done.
  await until(async () => {
    await page.keyboard.press('Control+k')
    if (!await palette.isVisible()) return false
    await palette.fill(words)
    await page.keyboard.press('Enter')
    if (!await palette.isVisible()) return true
    await page.keyboard.press('Escape')
    return false
  })
}

const plain = (words: string | null) => (words ?? '').replaceAll('\u00A0', ' ')
const faults = async (page: Page, within: string) => (await new AxeBuilder({ page }).include(within).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze())
  .violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.target.join(' ')}`))

test('a French draft is written with French signs, terms and references, and follows on every page when its language is said to be another', async () => {
  const { ilse, aroha } = people
  const { page } = ilse
  // Begun on a French page, it is French unless somebody says otherwise.
  await page.goto('/')
  await page.getByRole('button', { name: 'Nouveau projet' }).click()
  const begin = page.getByRole('dialog', { name: 'Nouveau projet' })
  expect(await begin.getByRole('combobox', { name: 'Langue de la loi' }).inputValue()).toBe('fr')
  await begin.getByRole('textbox', { name: 'Titre du projet' }).fill('Loi sur les signaux')
  await begin.getByRole('button', { name: 'Commencer le projet' }).click()
  await page.waitForURL('**/drafts/*')
  const address = new URL(page.url()).pathname

  const article = page.locator('[data-clause]', { has: page.locator('[data-node="article"]') }).first()
  const words = article.locator('.ProseMirror')
  await words.waitFor()
  expect(await words.getAttribute('lang')).toBe('fr')
  expect(await words.getAttribute('spellcheck')).toBe('true')
  await words.locator('h3').click()
  await page.keyboard.type('Définitions')
  await command(page, 'considérant')
  const recital = page.locator('[data-node="recital"] .ProseMirror')
  // Whoever types on at once writes in what is new, not where the caret was.
  // (The driver has no key for a letter with an accent, which comes by itself as from a dead key or a telephone.)
  await page.keyboard.type('Considérant que :')
  await until(async () => await recital.isVisible() && await recital.textContent() === 'Considérant que\u00A0:')
  expect(await words.locator('h3').textContent()).toBe('Définitions')

  // Quotation marks with their spaces; a defined term in the plural that only French makes so.
  await words.locator('[data-type="paragraph"]').click()
  await page.keyboard.type('"signal" désigne un message, au sens du @')
  await page.getByRole('combobox', { name: 'Renvoyer à une disposition' }).fill('considérant 1')
  await page.keyboard.press('Enter')
  await page.keyboard.type('.')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Les signaux sont marqués selon le @')
  await page.getByRole('combobox', { name: 'Renvoyer à une disposition' }).fill('1, 1')
  await page.keyboard.press('Enter')
  await page.keyboard.type('.')
  const [first, second] = [words.locator('[data-type="paragraph"]').nth(0), words.locator('[data-type="paragraph"]').nth(1)]
  expect(await first.textContent()).toBe('«\u00A0signal\u00A0» désigne un message, au sens du considérant\u00A01.')
  expect(await second.textContent()).toBe('Les signaux sont marqués selon le paragraphe\u00A01.')
  await second.locator('.law-term', { hasText: 'signaux' }).waitFor()
  expect(plain(await article.locator('> span').first().textContent())).toBe('Article 1')

  // Whoever leads it opens it on an English page: the law is French there too, and the page around it is not.
  const other = aroha.page
  await other.goto(address)
  const seen = other.locator('[data-node="article"] .law-paragraph, [data-node="article"] [data-type="paragraph"]')
  await until(async () => plain(await seen.first().textContent()).includes('au sens du considérant 1.'))
  expect(await other.locator('[data-node="article"]').first().getAttribute('lang')).toBe('fr')
  await other.getByRole('button', { name: 'Language of the law: French' }).click()
  const dialog = other.getByRole('dialog', { name: 'In which language is this draft written?' })
  await dialog.waitFor()
  expect(await faults(other, 'dialog[open]')).toEqual([])
  await dialog.getByRole('combobox', { name: 'Language of the law' }).selectOption('en')
  await dialog.getByRole('button', { name: 'Change the language' }).click()
  await dialog.waitFor({ state: 'hidden' })

  // Both pages follow without being opened again, in an editor too; what was typed stays as it was.
  await until(async () => plain(await first.textContent()) === '« signal » désigne un message, au sens du recital (1).')
  await until(async () => plain(await seen.nth(1).textContent()).startsWith('Les signaux sont marqués selon le paragraph 1.'))
  expect(await words.getAttribute('lang')).toBe('en')
  await until(async () => await second.locator('.law-term').count() === 0)
  await second.click()
  await page.keyboard.press('End')
  await page.keyboard.type(' "so"')
  expect(plain(await second.textContent())).toBe('Les signaux sont marqués selon le paragraph 1. “so”')
  await other.goto(`/workspaces/${await workspaceOf(other, address)}/record`)
  await other.getByText('changed the language of').first().waitFor()
  expect(plain(await other.getByText('changed the language of').first().textContent())).toContain('from French to English')
  expect([ilse.errors, aroha.errors]).toEqual([[], []])
})

async function workspaceOf(page: Page, address: string): Promise<string> {
  const { workspaceId } = await (await page.context().request.get(`/api${address}`)).json() as { workspaceId: string }
  return workspaceId
}
