import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '#tests/support/browser.ts'
import { type RunningParley, runParley } from '#tests/support/running.ts'
import { clauseOn, type DraftFacts, enterAs, seededDraft, type Visitor } from '#tests/support/visitor.ts'
import { typeAfter } from '#tests/support/writing.ts'

let parley: RunningParley
let browser: Browser
let draft: DraftFacts
const people = {} as Record<'ilse' | 'nnamdi' | 'aroha' | 'leilani', Visitor>

const amended = 'Data governance'

beforeAll(async () => {
  parley = await runParley()
  browser = await launchBrowser()
  const personas = { ilse: 'policymaker', nnamdi: 'ethicist', aroha: 'facilitator', leilani: 'civilSociety' } as const
  for (const [name, persona] of Object.entries(personas)) people[name as keyof typeof people] = await enterAs(browser, parley.origin, persona)
  draft = await seededDraft(people.ilse)
})
afterAll(async () => {
  await browser?.close()
  await parley?.stop()
})

const wordsOf = (page: Page, clauseId: string) => page.locator(`[data-clause="${clauseId}"] .law`)
let address: string

describe.sequential('an amendment goes from two people to the law', () => {
  test('an ethicist suggests a change to a clause, takes in somebody of civil society, and they write it together', async () => {
    const { nnamdi, leilani } = people
    const clauseId = draft.clauseId(amended)
    await nnamdi.page.goto(`/drafts/${draft.id}`)
    const section = await clauseOn(nnamdi.page, clauseId)
    await section.hover()
    await section.getByRole('button', { name: /^Acts on/ }).click()
    await nnamdi.page.getByRole('menuitem', { name: 'Suggest a change' }).click()
    await nnamdi.page.getByRole('menuitem', { name: 'Other words for it' }).click()
    await nnamdi.page.getByLabel('Reason').fill('Auditors ask for thirty days.')
    await nnamdi.page.getByRole('button', { name: 'Begin writing' }).click()
    const { user } = await (await leilani.context.request.get('/api/me')).json() as { user: { id: string } }
    await nnamdi.page.getByLabel('Take in a sponsor').selectOption(user.id)
    await nnamdi.page.getByRole('button', { name: /^Take .* off$/ }).first().waitFor()
    address = new URL(nnamdi.page.url()).pathname
    await leilani.page.goto(`${address}?clause=${clauseId}`)
    await Promise.all([typeAfter(nnamdi.page, clauseId, 'record', ', kept for thirty days,'), typeAfter(leilani.page, clauseId, 'five years', ' at least')])
    for (const { page } of [nnamdi, leilani]) {
      await wordsOf(page, clauseId).getByText('kept for thirty days').waitFor()
      await wordsOf(page, clauseId).getByText('five years at least').waitFor()
      // What differs is shown to both without reloading.
      await page.locator('ins', { hasText: 'kept for thirty days' }).waitFor()
      await page.locator('ins', { hasText: 'at least' }).waitFor()
    }
  })

  test('handed in, it is amended by a policymaker, and what a sponsor takes in stands in it on every screen', async () => {
    const { nnamdi, leilani, ilse } = people
    const clauseId = draft.clauseId(amended)
    await leilani.page.getByRole('button', { name: 'Hand it in' }).click()
    await ilse.page.goto(address)
    await ilse.page.getByRole('link', { name: 'Suggest a change to it' }).click()
    await ilse.page.getByRole('button', { name: 'Begin writing' }).click()
    await typeAfter(ilse.page, clauseId, 'thirty days', ' or more')
    await ilse.page.locator('ins', { hasText: 'or more' }).waitFor()
    expect(await ilse.page.locator('ins').allInnerTexts()).toHaveLength(1)
    // What it is made to goes on meanwhile, and its open page hears of it, there and back.
    await leilani.page.goto(`${address}?clause=${clauseId}`)
    await typeAfter(leilani.page, clauseId, 'five years at least', '?')
    await ilse.page.getByRole('region', { name: 'The text changed here' }).waitFor()
    await leilani.page.keyboard.press('Backspace')
    await ilse.page.getByRole('region', { name: 'The text changed here' }).waitFor({ state: 'detached' })
    await ilse.page.getByRole('button', { name: 'Hand it in' }).click()
    await leilani.page.getByRole('region', { name: 'Amendments to it' }).getByRole('listitem').getByRole('link').waitFor()
    await nnamdi.page.goto(new URL(ilse.page.url()).pathname)
    await nnamdi.page.getByRole('button', { name: 'Accept its words' }).click()
    await nnamdi.page.getByRole('dialog').getByLabel('Reason').fill('That is what we meant.')
    await nnamdi.page.getByRole('dialog').getByRole('button', { name: 'Accept its words' }).click()
    await ilse.page.getByText('Agreed to', { exact: true }).waitFor()
    await nnamdi.page.goto(address)
    for (const { page } of [nnamdi, leilani]) {
      await wordsOf(page, clauseId).getByText('thirty days or more').waitFor()
      await page.locator('ins', { hasText: 'thirty days or more' }).waitFor()
    }
  })

  test('sealed, it is put to the vote of three roles that must each agree, and its clause rests', async () => {
    const { nnamdi, leilani, aroha, ilse } = people
    const clauseId = draft.clauseId(amended)
    await nnamdi.page.getByRole('button', { name: 'Seal its words' }).click()
    await nnamdi.page.getByRole('dialog').getByRole('button', { name: 'Seal its words' }).click()
    await leilani.page.getByText('These words cannot be changed any more.').waitFor()
    expect(await leilani.page.locator('.ProseMirror').count()).toBe(0)
    await ilse.page.goto(`/drafts/${draft.id}`)
    await aroha.page.goto(address)
    await aroha.page.getByRole('link', { name: 'Put it to the vote' }).click()
    await aroha.page.getByRole('checkbox', { name: /^Also a majority in roles/ }).check()
    await aroha.page.getByRole('combobox', { name: 'Closing early' }).selectOption('facilitator')
    await aroha.page.getByRole('button', { name: 'Open the vote' }).click()
    await aroha.page.waitForURL(/\/proposals\/[0-9a-f-]{36}$/)
    await clauseOn(ilse.page, clauseId)
    await ilse.page.locator(`[data-clause="${clauseId}"]`).getByText(/At rest while Proposal \d+ is voted on/).waitFor()
  })

  test('agreed to in each role, exactly its words stand in the draft on every screen, as words of those who wrote them', async () => {
    const { nnamdi, leilani, aroha, ilse } = people
    const clauseId = draft.clauseId(amended)
    const proposal = new URL(aroha.page.url()).pathname
    for (const { page } of [nnamdi, leilani, ilse]) {
      const back = page.url()
      await page.goto(proposal)
      await page.getByText('Article 10, as amended').waitFor()
      await page.getByRole('radio', { name: 'For', exact: true }).check()
      await page.getByRole('button', { name: 'Cast my ballot: for' }).click()
      await page.getByText(/You voted “For”/).waitFor()
      await page.goto(back)
    }
    await aroha.page.getByRole('button', { name: 'Close the vote now' }).click()
    await aroha.page.getByRole('dialog').getByRole('button', { name: 'Close the vote now' }).click()
    await clauseOn(ilse.page, clauseId)
    await wordsOf(ilse.page, clauseId).getByText('kept for thirty days').waitFor()
    await wordsOf(ilse.page, clauseId).getByText('five years at least').waitFor()
    for (const { page } of [nnamdi, leilani]) await page.getByText('Written into the draft').waitFor()
    const { blocks, people: authors } = await (await ilse.context.request.get(`/api/drafts/${draft.id}/clauses/${clauseId}/attribution`)).json() as { blocks: { runs: { text: string; userId: string }[] }[]; people: { id: string; name: string }[] }
    const author = blocks.flatMap(({ runs }) => runs).find(({ text }) => text.includes('thirty days'))?.userId
    expect(authors.find(({ id }) => id === author)?.name).toBe('Nnamdi Castellane')
    await ilse.page.goto(`/workspaces/${draft.workspaceId}/record`)
    await ilse.page.getByText(/The words of Amendment \d+ were written into the draft/).waitFor()
    for (const visitor of Object.values(people)) expect(visitor.errors).toEqual([])
  })
})

describe.sequential('an amendment puts provisions in and takes others out', () => {
  const [beside, leftOut] = ['Transparency and traceability', 'Public awareness and media literacy']

  test('it begins with a new article behind another one, with the caret in it', async () => {
    const { leilani: { page } } = people
    await page.goto(`/drafts/${draft.id}`)
    const section = await clauseOn(page, draft.clauseId(beside))
    await section.hover()
    await section.getByRole('button', { name: /^Acts on/ }).click()
    await page.getByRole('menuitem', { name: 'Suggest a change' }).click()
    await page.getByRole('menuitem', { name: 'A new provision after it' }).click()
    expect(await page.getByLabel('What is it about?').inputValue()).toContain(beside)
    await page.getByRole('button', { name: 'Begin writing' }).click()
    const added = page.locator('.ProseMirror-focused')
    await added.waitFor()
    await page.keyboard.type('Public register')
    await page.locator('ins', { hasText: 'Public register' }).first().waitFor()
    // Whoever loads the page again gets no second one.
    await page.reload()
    await page.locator('[data-clause]').getByText('Public register').waitFor()
    expect(await page.locator('[data-clause]').count()).toBe(2)
  })

  test('another is brought in and left out by its menu, and the new one is moved by keys', async () => {
    const { leilani: { page } } = people
    const gone = draft.clauseId(leftOut)
    await page.getByLabel('Change another provision').selectOption(gone)
    const section = page.locator(`[data-clause="${gone}"]`)
    await section.getByRole('button', { name: /^Acts on/ }).click()
    await page.getByRole('menuitem', { name: /^Delete/ }).click()
    await page.locator('del', { hasText: leftOut }).first().waitFor()
    expect(await section.count()).toBe(0)
    const added = page.locator('[data-clause]', { hasText: 'Public register' })
    const before = await added.getAttribute('aria-label')
    await added.focus()
    await page.keyboard.press('Alt+Shift+ArrowDown')
    await expect.poll(() => added.getAttribute('aria-label')).not.toBe(before)
    await page.getByRole('radio', { name: 'Instructions' }).check()
    await page.getByText(/^After Article.\d+, insert an article:/).waitFor()
    await page.getByText(/^Leave out Article.\d+\.$/).waitFor()
    expect(people.leilani.errors).toEqual([])
  })

  test('whoever takes out the last provision that the page shows goes on from the heading above it', async () => {
    const { leilani: { page, errors } } = people
    const focused = () => page.evaluate(() => document.activeElement?.id ?? '')
    const shown = page.locator('[data-clause]')
    for (let left = await shown.count(); left > 0; left -= 1) {
      await shown.first().getByRole('button', { name: /^Acts on/ }).press('Enter')
      await page.getByRole('menuitem', { name: /^Delete/ }).press('Enter')
      const asked = page.getByRole('dialog').getByRole('button', { name: /^Delete/ })
      await expect.poll(async () => await asked.isVisible() || await shown.count() < left).toBe(true)
      if (await asked.isVisible()) await asked.press('Enter')
      await expect.poll(() => shown.count()).toBe(left - 1)
      if (left > 1) await expect.poll(focused).toMatch(/^clause-/)
    }
    await expect.poll(focused).toBe('words')
    expect(errors).toEqual([])
  })
})
