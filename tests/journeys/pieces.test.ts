import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '#tests/support/browser.ts'
import { type RunningParley, runParley } from '#tests/support/running.ts'
import { type DraftFacts, enterAs, seededDraft, type Visitor } from '#tests/support/visitor.ts'
import { kept, typeAfter, write } from '#tests/support/writing.ts'

let parley: RunningParley
let browser: Browser
let draft: DraftFacts
const people = {} as Record<'ilse' | 'nnamdi', Visitor>
const [amended, other] = ['Data governance', 'Definitions']

beforeAll(async () => {
  parley = await runParley()
  browser = await launchBrowser()
  const personas = { ilse: 'policymaker', nnamdi: 'ethicist' } as const
  for (const [name, persona] of Object.entries(personas)) people[name as keyof typeof people] = await enterAs(browser, parley.origin, persona)
  draft = await seededDraft(people.ilse)
})
afterAll(async () => {
  await browser?.close()
  await parley?.stop()
})

const behind = (page: Page) => page.getByRole('region', { name: 'The text changed here' })
let address: string

describe.sequential('an amendment whose draft goes on, and that is accepted in part', () => {
  test('the draft changes meanwhile: its open page says where, by whom and when, and its sponsor brings it up to date by hand', async () => {
    const { nnamdi, ilse } = people
    const { page } = nnamdi
    const clauseId = draft.clauseId(amended)
    await page.goto(`/drafts/${draft.id}/amendments/new?clause=${clauseId}`)
    await page.getByRole('button', { name: 'Begin writing' }).click()
    await page.waitForURL(/\/amendments\/[0-9a-f-]{36}/)
    address = new URL(page.url()).pathname
    await typeAfter(page, clauseId, 'record', ', kept for thirty days,')
    await page.locator('ins', { hasText: 'kept for thirty days' }).waitFor()
    await typeAfter(page, clauseId, 'five years', ' at least')
    await page.locator('ins', { hasText: 'at least' }).waitFor()

    await ilse.page.goto(`/drafts/${draft.id}`)
    await typeAfter(ilse.page, clauseId, 'five years', ' or longer')
    await expect.poll(() => kept(ilse.context, draft.id, clauseId)).toContain('five years or longer')
    await write(ilse.page, draft.clauseId(other), 'Here, ')

    // Without reloading: the page hears of it.
    const region = behind(page)
    await region.getByText('In conflict').waitFor()
    await region.getByText(/^Ilse .* changed the text here, /).first().waitFor()
    expect(await region.getByRole('checkbox').evaluateAll((boxes) => boxes.map((box) => [(box as HTMLInputElement).checked, (box as HTMLInputElement).disabled]))).toEqual([[true, false], [false, true]])
    await region.getByRole('button', { name: 'Bring up to date' }).click()
    await region.waitFor({ state: 'detached' })
    await page.getByRole('region', { name: /^Left out: write these again by hand/ }).getByText('at least').first().waitFor()
    const words = page.locator(`[data-clause="${clauseId}"] .law`)
    await words.getByText('five years or longer').waitFor()
    await words.getByText('kept for thirty days').waitFor()
    expect(await words.innerText()).not.toContain('at least')
    await typeAfter(page, clauseId, 'five years or longer', ', never less,')
    await page.locator('ins', { hasText: 'never less' }).waitFor()
  })

  test('it is read side by side and as instructions, and which of them is in the address', async () => {
    const { page } = people.nnamdi
    await page.getByRole('radio', { name: 'Side by side' }).check({ force: true })
    await page.getByRole('heading', { name: 'Before' }).waitFor()
    await page.getByRole('radio', { name: 'Instructions' }).check({ force: true })
    await page.getByText(/^In Article.10.*, after “.*longer” insert “, never less,”\.$/).waitFor()
    expect(new URL(page.url()).searchParams.get('view')).toBe('instructions')
    expect(await page.getByRole('listitem').filter({ hasText: /^In Article.10/ }).count()).toBe(2)
  })

  test('handed in, one of its two pieces is accepted: it stands in the draft, the other does not, and everyone reads why', async () => {
    const { nnamdi, ilse } = people
    const clauseId = draft.clauseId(amended)
    await nnamdi.page.getByRole('button', { name: 'Hand it in' }).click()
    await nnamdi.page.getByRole('button', { name: 'Seal its words' }).waitFor()
    const { page } = ilse
    await page.goto(address)
    await page.getByRole('button', { name: 'Accept some…' }).click()
    const region = page.getByRole('region', { name: 'Accept some of its pieces' })
    await region.getByRole('checkbox', { name: /kept for thirty days/ }).check()
    await region.getByLabel('Reason').fill('Thirty days are what auditors ask for; the term stays.')
    await region.getByRole('button', { name: 'Accept 1 of 2' }).click()
    await page.getByText('Agreed to in part').waitFor()
    await page.getByText('Thirty days are what auditors ask for; the term stays.').waitFor()
    const words = await kept(ilse.context, draft.id, clauseId)
    expect(words).toContain('kept for thirty days')
    expect(words).not.toContain('never less')
    await nnamdi.page.getByText('Agreed to in part').waitFor()
    await nnamdi.page.getByRole('listitem').filter({ hasText: 'never less' }).getByText('Not accepted').waitFor()
    for (const visitor of Object.values(people)) expect(visitor.errors).toEqual([])
  })
})
