import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '#tests/support/browser.ts'
import { type RunningParley, runParley } from '#tests/support/running.ts'
import { until } from '#tests/support/until.ts'
import { clauseOn, type DraftFacts, enterAs, seededDraft, type Visitor } from '#tests/support/visitor.ts'
import { kept, markWords, typeAfter } from '#tests/support/writing.ts'

let parley: RunningParley
let browser: Browser
let draft: DraftFacts
let clauseId: string
const people = {} as Record<'ilse' | 'nnamdi' | 'aroha', Visitor>

beforeAll(async () => {
  parley = await runParley()
  browser = await launchBrowser()
  for (const [name, persona] of Object.entries({ ilse: 'policymaker', nnamdi: 'ethicist', aroha: 'facilitator' })) people[name as keyof typeof people] = await enterAs(browser, parley.origin, persona)
  draft = await seededDraft(people.ilse)
  clauseId = draft.clauseId('Creative work and performers')
  await Promise.all(Object.values(people).map(({ page }) => page.goto(`/drafts/${draft.id}`)))
})
afterAll(async () => {
  await browser?.close()
  await parley?.stop()
})

const wordsIn = (page: Page, id = clauseId) => page.locator(`[data-clause="${id}"] .law`)
const definition = (page: Page) => page.getByRole('dialog', { name: 'Definition of digital replica' })
const isMarked = (page: Page, words: string) => page.waitForFunction((wanted) => document.getSelection()?.toString() === wanted, words)

describe.sequential('drafting', () => {
  test('what a term means is shown under the pointer, by a link to readers, and by keyboard to who writes', async () => {
    const { page } = people.ilse
    await (await clauseOn(page, clauseId)).locator('.ProseMirror').waitFor()
    // What comes to a page that has just been opened moves the words under a pointer that rests: whoever reads points at them again.
    await until(async () => {
      await wordsIn(page).locator('[data-term]', { hasText: 'digital replica' }).first().hover()
      return definition(page).isVisible()
    })
    await definition(page).getByText('means a reproduction or imitation of a person’s likeness').waitFor()
    await page.mouse.move(5, 5)
    await definition(page).waitFor({ state: 'detached' })

    await markWords(page, clauseId, 'digital replica')
    await page.evaluate(() => document.getSelection()?.collapseToEnd())
    await page.keyboard.press('Control+Alt+d')
    expect(await definition(page).evaluate((box) => box === document.activeElement)).toBe(true)
    await page.keyboard.press('Escape')
    await definition(page).waitFor({ state: 'detached' })
    expect(await wordsIn(page).locator('.ProseMirror').evaluate((editor) => editor === document.activeElement)).toBe(true)
    await page.keyboard.press('Control+Alt+d')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await isMarked(page, '‘digital replica’')

    const reader = people.nnamdi.page
    // A link has a visible focus for whoever goes by keyboard.
    await reader.keyboard.press('Tab')
    const link = (await clauseOn(reader, clauseId)).locator('a[data-term]', { hasText: 'digital replica' }).first()
    await link.waitFor()
    await link.focus()
    await definition(reader).waitFor()
    await reader.keyboard.press('Enter')
    await isMarked(reader, '‘digital replica’')
  })

  test('what a reader has marked stays marked while others write before it', async () => {
    const { ilse: { page }, nnamdi: { page: reader } } = people
    await markWords(reader, clauseId, 'A contract')
    await typeAfter(page, clauseId, 'A contract', ' indeed')
    await wordsIn(reader).getByText('A contract indeed').waitFor()
    await isMarked(reader, 'A contract')
    for (let undone = 0; undone < ' indeed'.length; undone += 1) await page.keyboard.press('Backspace')
    await wordsIn(reader).getByText('A contract indeed').waitFor({ state: 'detached' })
    await isMarked(reader, 'A contract')
  })

  test('the check finds what was typed, goes to it, mends it, and one undo brings it back', async () => {
    const { page } = people.ilse
    await typeAfter(page, clauseId, 'A contract', '  must')
    await page.getByRole('tab', { name: /^Check/ }).click()
    const group = page.getByRole('region', { name: /^Double spaces/ })
    await group.getByRole('button', { name: /has two spaces/ }).click()
    await isMarked(page, '  ')
    expect(await wordsIn(page).locator('.ProseMirror').evaluate((editor) => editor === document.activeElement)).toBe(true)
    await group.getByRole('button', { name: 'Write one' }).click()
    await wordsIn(page).getByText('A contract must term').waitFor()
    await group.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await group.waitFor()
    expect(await wordsIn(page).textContent()).toContain('A contract  must')
    await page.getByRole('region', { name: /mixed/ }).getByRole('button', { name: 'Write “shall”' }).click()
    await wordsIn(page).getByText('A contract  shall term').waitFor()
    await wordsIn(page).locator('.ProseMirror').focus()
    for (const words of ['A contract  must', 'A contract term']) {
      await page.keyboard.press('Control+z')
      await page.waitForFunction(({ id, wanted }) => document.querySelector(`[data-clause="${id}"] .law`)?.textContent?.includes(wanted), { id: clauseId, wanted: words })
    }
  })

  test('words are found all over the draft, replaced where it is wanted as a preview shows, and brought back by one undo', async () => {
    const { page, context } = people.ilse
    const other = draft.clauseId('Education and accessibility')
    const before = await Promise.all([clauseId, other].map((id) => kept(context, draft.id, id)))
    await page.keyboard.press('Control+f')
    const bar = page.getByRole('search', { name: 'Find and replace' })
    await bar.locator('input:focus').waitFor()
    await page.keyboard.type('deployer')
    await bar.getByText(/^\d of 9$/).waitFor()
    const place = () => bar.getByRole('status').textContent()
    const first = await place()
    await page.keyboard.press('Enter')
    await page.waitForFunction((said) => document.querySelector('search [role=status]')?.textContent !== said, first)
    await page.keyboard.press('Shift+Enter')
    await bar.getByText(first ?? '', { exact: true }).waitFor()
    await bar.getByRole('button', { name: 'Replace', exact: true }).click()
    await bar.getByRole('textbox', { name: 'Replace with' }).fill('operator')
    await bar.getByText(/places? (?:is|are) left out/).waitFor()
    const places = bar.getByRole('list', { name: 'Every place, as it would be' }).getByRole('checkbox')
    await bar.locator('ins').first().getByText('operator').waitFor()
    await places.first().uncheck()
    await bar.getByRole('button', { name: /^Replace \d+$/ }).click()
    await bar.getByText(/^Replaced in \d+ places\./).waitFor()
    // Of those that may be written in, only the one that was left out still has the words.
    await expect.poll(() => places.count()).toBe(1)
    await page.waitForFunction(async ({ id, clause }) => {
      const { clauses } = await (await fetch(`/api/drafts/${id}`)).json()
      return clauses.some((each: { id: string; text: string }) => each.id === clause && each.text.includes('operator'))
    }, { id: draft.id, clause: other })
    await page.keyboard.press('Escape')
    await bar.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+z')
    await page.getByText(/^Saved/).first().waitFor()
    await expect.poll(() => Promise.all([clauseId, other].map((id) => kept(context, draft.id, id)))).toEqual(before)
  })

  test('a draft with an article without words does not move on, and the reason leads to it', async () => {
    const { ilse, aroha } = people
    await (await clauseOn(ilse.page, clauseId)).hover()
    await (await clauseOn(ilse.page, clauseId)).getByRole('button', { name: /^Acts on Article/ }).click()
    await ilse.page.getByRole('menuitem', { name: 'Insert', exact: true }).click()
    await ilse.page.getByRole('menuitem', { name: /^Article after/ }).click()
    const empty = aroha.page.getByRole('group', { name: 'Article\u00A09', exact: true })
    await aroha.page.waitForFunction((after) => {
      const law = document.querySelector(`[data-clause="${after}"] + [data-clause] .law`)?.cloneNode(true)
      if (!(law instanceof Element)) return false
      // The name at Ilse's caret may have come with it.
      for (const sign of law.querySelectorAll('.ProseMirror-widget, [data-not-text]')) sign.remove()
      return law.textContent?.trim() === ''
    }, clauseId)
    await aroha.page.getByRole('button', { name: 'Move the draft' }).click()
    await aroha.page.getByRole('menuitem', { name: 'Move to Voting' }).click()
    await aroha.page.getByRole('dialog').getByRole('button', { name: 'Move to Voting' }).click()
    await aroha.page.getByRole('dialog').getByRole('link', { name: 'Article 9: Provisions without words' }).click()
    await aroha.page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Article\u00A09')
    expect(await empty.evaluate((section) => section === document.activeElement)).toBe(true)
    for (const { errors } of Object.values(people)) expect(errors).toEqual([])
  })
})
