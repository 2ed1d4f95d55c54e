import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AmendmentView } from '#domain/contract/amendments.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { type RunningParley, runParley } from '#tests/support/running.ts'
import { type DraftFacts, enterAs, seededDraft, type Visitor } from '#tests/support/visitor.ts'

let parley: RunningParley
let browser: Browser
let draft: DraftFacts
let visitor: Visitor
/** The two alternatives of the demo. */
let [one, other] = ['', '']

beforeAll(async () => {
  parley = await runParley()
  browser = await launchBrowser()
  visitor = await enterAs(browser, parley.origin, 'civilSociety')
  draft = await seededDraft(visitor)
  const { amendments } = await (await visitor.context.request.get(`/api/drafts/${draft.id}/amendments`)).json() as { amendments: AmendmentView[] }
  const named = (title: string) => `Amendment ${amendments.find((amendment) => amendment.title === title)?.number}`
  ;[one, other] = [named('Seven days for prompts'), named('Two weeks for prompts, 30 days for fingerprints')]
})
afterAll(async () => {
  await browser?.close()
  await parley?.stop()
})

describe.sequential('what the amendments would give together', () => {
  test('one is chosen by keyboard, and what it would give is read and said; the address keeps the choice', async () => {
    const { page } = visitor
    await page.goto(`/drafts/${draft.id}/amendments`)
    await page.getByRole('link', { name: 'Order and what if' }).click()
    await page.getByRole('list', { name: 'Alternatives: one of them can be agreed to' }).getByText(`Excludes ${other}: both change the same words`).waitFor()
    await page.getByRole('checkbox', { name: new RegExp(`^${one}:`) }).focus()
    await page.keyboard.press('Space')
    const whatIf = page.getByRole('region', { name: 'What if' })
    await whatIf.locator('ins').filter({ hasText: 'seven' }).waitFor()
    await page.getByRole('status').getByText(`With ${one}, 1 provision changes.`).waitFor()
    expect(page.url()).toContain(`with=${one.split(' ')[1]}`)
    await page.reload()
    await whatIf.locator('ins').filter({ hasText: 'seven' }).waitFor()
    await page.getByLabel('What to read').selectOption('whole')
    await page.getByRole('article', { name: 'The text as it would read' }).getByText('for longer than seven days after the video is delivered').waitFor()
  })

  test('both alternatives cannot be had, and the page says which words they meet in', async () => {
    const { page } = visitor
    await page.getByRole('checkbox', { name: new RegExp(`^${other}:`) }).check()
    await page.getByText('These cannot all be agreed to:').waitFor()
    await page.getByText(new RegExp(`${one} and ${other} change the same words, in Article.4`)).waitFor()
    await page.getByRole('button', { name: 'Choose none' }).click()
    await page.getByText('Choose amendments in the list').waitFor()
  })

  test('two amendments are linked by hand, for everyone to see, and the link is taken back', async () => {
    const { page } = visitor
    await page.getByText('Link it to another amendment').first().click()
    await page.getByLabel('The other amendment').selectOption({ index: 1 })
    await page.getByLabel('Why (for everyone to read)').fill('The same worry.')
    await page.getByRole('button', { name: 'Link them' }).click()
    await page.getByText('The same worry.').first().waitFor()
    await page.getByRole('button', { name: /^Take back the link/ }).first().click()
    await page.getByRole('status').getByText('The link is taken back.').waitFor()
    await page.getByText('The same worry.').first().waitFor({ state: 'detached' })
    expect(visitor.errors).toEqual([])
  })
})
