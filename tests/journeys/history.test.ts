import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '#tests/support/browser.ts'
import { type RunningParley, runParley } from '#tests/support/running.ts'
import { clauseOn, type DraftFacts, enterAs, seededDraft, type Visitor } from '#tests/support/visitor.ts'
import { markWords, typeAfter } from '#tests/support/writing.ts'

let parley: RunningParley
let browser: Browser
let draft: DraftFacts
let clauseId: string
const people = {} as Record<'ilse' | 'mateo' | 'nnamdi', Visitor>
const version = 'Before the committee'

beforeAll(async () => {
  parley = await runParley()
  browser = await launchBrowser()
  for (const [name, persona] of Object.entries({ ilse: 'policymaker', mateo: 'policymaker-2', nnamdi: 'ethicist' })) people[name as keyof typeof people] = await enterAs(browser, parley.origin, persona)
  draft = await seededDraft(people.ilse)
  clauseId = draft.clauseId('Creative work and performers')
})
afterAll(async () => {
  await browser?.close()
  await parley?.stop()
})

const clauseIn = (page: Page) => page.locator(`[data-clause="${clauseId}"]`)
const wordsIn = (page: Page) => clauseIn(page).locator('.law')
const historyOf = () => `/drafts/${draft.id}/history`

/** Opens the history at its latest moment and waits for the words of it. */
async function openHistory(page: Page, search = '') {
  await page.goto(historyOf() + search)
  await clauseIn(page).waitFor()
}

describe.sequential('the history of a draft', () => {
  test('two policymakers write, and one names the moment as a version that the time line shows', async () => {
    const { ilse, mateo } = people
    await Promise.all([ilse.page.goto(`/drafts/${draft.id}`), mateo.page.goto(`/drafts/${draft.id}`)])
    await typeAfter(ilse.page, clauseId, 'A contract', ' [from Ilse]')
    await typeAfter(mateo.page, clauseId, 'fund', ' [from Mateo]')
    for (const { page } of [ilse, mateo]) for (const words of ['[from Ilse]', '[from Mateo]']) await wordsIn(page).getByText(words).waitFor()
    await ilse.page.getByRole('link', { name: 'History' }).click()
    await wordsIn(ilse.page).getByText('[from Mateo]').waitFor()
    await ilse.page.getByRole('button', { name: 'Name this moment' }).click()
    await ilse.page.getByRole('textbox', { name: 'Name of the version' }).fill(version)
    await ilse.page.getByRole('button', { name: 'Keep the version' }).click()
    await ilse.page.getByRole('link', { name: `Version “${version}”` }).waitFor()
  })

  test('what was written after the version is shown as inserted, what was taken out as deleted, in words too', async () => {
    const { ilse, mateo } = people
    await typeAfter(mateo.page, clauseId, '[from Mateo]', ' and later')
    await markWords(mateo.page, clauseId, ' [from Ilse]')
    await mateo.page.keyboard.press('Delete')
    await mateo.page.getByText(/^Saved/).first().waitFor()
    await wordsIn(mateo.page).getByText('[from Ilse]').waitFor({ state: 'detached' })
    await openHistory(ilse.page)
    await ilse.page.getByRole('combobox', { name: 'Changes since' }).selectOption({ label: version })
    const section = clauseIn(ilse.page)
    await section.locator('ins', { hasText: 'and later' }).waitFor()
    // Which of two spaces around new words is the new one, nobody can tell.
    const said = async (mark: 'ins' | 'del') => (await section.locator(mark).allTextContents()).map((text) => text.replace(/\s+/g, ' ').replace(/ \]$/, ']'))
    expect(await said('ins')).toEqual(['[inserted: and later]'])
    expect(await said('del')).toEqual(['[deleted: [from Ilse]]'])
    const changed = ilse.page.getByRole('navigation', { name: '1 clause changed' })
    await changed.getByRole('link').click()
    expect(await clauseIn(ilse.page).evaluate((element) => element === document.activeElement)).toBe(true)
    expect(new URL(ilse.page.url()).searchParams.get('from')).toMatch(/^\d+$/)
  })

  test('one steps through the time line by keyboard and by button, and the address says where one is', async () => {
    const { page } = people.ilse
    await openHistory(page)
    const here = () => new URL(page.url()).searchParams.get('at')
    await page.locator('a[data-seq][aria-current]').first().focus()
    await page.keyboard.press('ArrowDown')
    await page.waitForURL(/[?&]at=\d+/)
    const first = here()
    expect(await page.locator('a[data-seq]:focus').getAttribute('data-seq')).toBe(first)
    await page.getByRole('button', { name: 'Previous' }).click()
    await page.waitForFunction((seq) => Number(new URLSearchParams(location.search).get('at')) < Number(seq), first)
    await page.getByRole('button', { name: 'Next' }).click()
    await page.waitForFunction((seq) => new URLSearchParams(location.search).get('at') === seq, first)
  })

  test('a clause is restored as a new edit, and everybody who has the draft open sees it', async () => {
    const { ilse, mateo } = people
    await openHistory(ilse.page)
    await ilse.page.getByRole('button', { name: 'Versions' }).click()
    await ilse.page.getByRole('link', { name: version }).click()
    await wordsIn(ilse.page).getByText('[from Ilse]').waitFor()
    await clauseIn(ilse.page).hover()
    await clauseIn(ilse.page).getByRole('button', { name: /^Restore Article \d+ to this moment$/ }).click()
    const dialog = ilse.page.getByRole('dialog')
    await dialog.getByText('as a new edit in your name').waitFor()
    await dialog.getByRole('button', { name: 'Restore this clause' }).click()
    await dialog.getByText('1 clause was restored.').waitFor()
    await wordsIn(mateo.page).getByText('[from Ilse]').waitFor()
    await wordsIn(mateo.page).getByText('and later').waitFor({ state: 'detached' })
    await dialog.getByRole('button', { name: 'Close' }).click()
    await ilse.page.getByRole('button', { name: 'Time line' }).click()
    await ilse.page.getByRole('link', { name: /Ilse Varga-Oyelaran restored Article \d+/ }).waitFor()
  })

  test('whoever may not write reads the history and is told why there is no restoring for them', async () => {
    const { page } = people.nnamdi
    await openHistory(page)
    const restore = page.getByRole('button', { name: 'Restore the whole draft' })
    await restore.waitFor()
    expect(await restore.getAttribute('aria-disabled')).toBe('true')
    expect(await restore.getAttribute('title')).not.toBe('')
    const refused = await people.nnamdi.context.request.post(`/api/drafts/${draft.id}/restore`, { data: { seq: 1 } })
    expect(refused.status()).toBe(403)
  })

  test('“who wrote this” names the person of the marked words, on the draft page and in the history', async () => {
    const { ilse, nnamdi } = people
    await ilse.page.goto(`/drafts/${draft.id}`)
    // The first words give way to the live text, and a mark on them would go with them.
    await (await clauseOn(ilse.page, clauseId)).locator('.ProseMirror').waitFor()
    await markWords(ilse.page, clauseId, '[from Mateo]')
    await ilse.page.getByRole('button', { name: 'Who wrote this' }).click()
    const box = ilse.page.getByRole('dialog', { name: 'Who wrote this' })
    await box.getByText('Mateo Quispe Halloran').waitFor()
    expect(await box.getByText('Ilse Varga-Oyelaran').count()).toBe(0)
    expect(await box.getByText('Policymaker').count()).toBe(1)
    await ilse.page.keyboard.press('Escape')
    await box.waitFor({ state: 'detached' })

    await openHistory(nnamdi.page, `?authors=${clauseId}#clause-${clauseId}`)
    const run = clauseIn(nnamdi.page).getByRole('group', { name: 'Words by Ilse Varga-Oyelaran' }).filter({ hasText: '[from Ilse]' })
    await run.focus()
    await clauseIn(nnamdi.page).getByRole('status').getByText('Ilse Varga-Oyelaran').waitFor()
    await clauseIn(nnamdi.page).getByRole('list', { name: 'Authors of this clause' }).getByText('Mateo Quispe Halloran').waitFor()
    for (const { errors } of Object.values(people)) expect(errors).toEqual([])
  })
})
