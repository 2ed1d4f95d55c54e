import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '#tests/support/browser.ts'
import { askDatabase } from '#tests/support/embedded.ts'
import { type RunningParley, runParley } from '#tests/support/running.ts'
import { type DraftFacts, enterAs, seededDraft, type Visitor } from '#tests/support/visitor.ts'
import { typeAfter } from '#tests/support/writing.ts'

let parley: RunningParley
let browser: Browser
let draft: DraftFacts
const people = {} as Record<'ilse' | 'nnamdi' | 'aroha' | 'leilani' | 'creator' | 'developer', Visitor>

beforeAll(async () => {
  parley = await runParley()
  browser = await launchBrowser()
  const personas = { ilse: 'policymaker', nnamdi: 'ethicist', aroha: 'facilitator', leilani: 'civilSociety', creator: 'creator', developer: 'developer' } as const
  for (const [name, persona] of Object.entries(personas)) people[name as keyof typeof people] = await enterAs(browser, parley.origin, persona)
  draft = await seededDraft(people.ilse)
})
afterAll(async () => {
  await browser?.close()
  await parley?.stop()
})

/** A sealed amendment that puts words into a clause: its address, and what it is called. */
async function sealedAmendment({ page, context }: Visitor, clauseId: string, { title, after, words }: Readonly<Record<'title' | 'after' | 'words', string>>): Promise<{ address: string; name: string; number: number }> {
  await page.goto(`/drafts/${draft.id}/amendments/new?clause=${clauseId}`)
  await page.getByLabel('What is it about?').fill(title)
  await page.getByRole('button', { name: 'Begin writing' }).click()
  await page.waitForURL(/\/amendments\/[0-9a-f-]{36}/)
  await typeAfter(page, clauseId, after, words)
  await page.locator('ins', { hasText: words.trim() }).waitFor()
  await page.getByRole('button', { name: 'Hand it in' }).click()
  await page.getByRole('button', { name: 'Seal its words' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Seal its words' }).click()
  await page.getByText('These words cannot be changed any more.').waitFor()
  const address = new URL(page.url()).pathname
  const { number } = await (await context.request.get(`/api${address}`)).json() as { number: number }
  return { address, number, name: `Amendment ${number}: ${title}` }
}

/** Puts something to the vote, closing early if the facilitator wants; its address. */
async function putToVote({ page }: Visitor, method: string, fill: () => Promise<unknown>): Promise<string> {
  await page.goto(`/drafts/${draft.id}/proposals/new`)
  await page.getByRole('combobox', { name: 'How it is decided' }).selectOption(method)
  await fill()
  await page.getByRole('combobox', { name: 'Closing early' }).selectOption('facilitator')
  await page.getByRole('button', { name: 'Open the vote' }).click()
  await page.waitForURL(/\/proposals\/[0-9a-f-]{36}$/)
  return new URL(page.url()).pathname
}

async function close({ page }: Visitor) {
  await page.getByRole('button', { name: 'Close the vote now' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Close the vote now' }).click()
  await page.getByRole('heading', { name: 'Result' }).waitFor()
}

/** Goes from one control to the next, as somebody without a pointer does, to the first that is called so. */
async function tabTo(page: Page, name: RegExp) {
  for (let pressed = 0; pressed < 80; pressed += 1) {
    await page.keyboard.press('Tab')
    const own = await page.evaluate(() => { const { activeElement: at } = document; return at?.getAttribute('aria-label') ?? (at instanceof HTMLInputElement ? at.labels?.[0]?.textContent : at?.textContent) ?? '' })
    if (name.test(own)) return
  }
  throw new Error(`nothing that is called ${name} is reached by the keyboard`)
}

test('two amendments and the text as it is are ranked with the keyboard alone, each read in place; the one that is preferred stands in the law, the other was not called', async () => {
  const { nnamdi, aroha, leilani, ilse } = people
  const clauseId = draft.clauseId('Data governance')
  const month = await sealedAmendment(nnamdi, clauseId, { title: 'Kept for a month', after: 'record', words: ', kept for a month,' })
  const year = await sealedAmendment(nnamdi, clauseId, { title: 'Kept for a year', after: 'record', words: ', kept for a year,' })
  const address = await putToVote(aroha, 'schulze', async () => {
    await aroha.page.getByRole('checkbox', { name: month.name }).check()
    await aroha.page.getByText('Choose one more').waitFor()
    await aroha.page.getByRole('checkbox', { name: year.name }).check()
    await aroha.page.getByText('Choose one more').waitFor({ state: 'detached' })
    expect(await aroha.page.getByText('do not exclude each other').count()).toBe(0)
    expect(await aroha.page.getByLabel('Question').inputValue()).toBe('Which of these amendments shall be agreed to?')
  })

  const { page } = leilani
  await page.goto(address)
  await page.getByRole('button', { name: 'Choose first' }).waitFor()
  await tabTo(page, /^What it changes: Kept for a year$/)
  await page.keyboard.press('Enter')
  await page.locator('ins:visible', { hasText: 'kept for a year' }).waitFor()
  await tabTo(page, new RegExp(`^Move “${year.name}” up$`))
  await page.keyboard.press('Enter')
  await page.getByRole('status').filter({ hasText: `${year.name}: rank 1 of 3` }).waitFor()
  await tabTo(page, /^Cast my ballot$/)
  await page.keyboard.press('Enter')
  await page.getByText(new RegExp(`You voted “1\\. ${year.name}\\s+2\\. ${month.name}\\s+3\\. Keep the text”`)).waitFor()
  await page.getByRole('button', { name: 'Check the seal' }).click()
  await page.getByText('Recomputed in your browser: the same words.').waitFor()

  await aroha.page.goto(address)
  await close(aroha)
  await aroha.page.getByText(`Exactly the words of “${year.name}” are written into the draft. Not called, for its sake: ${month.name}.`).waitFor()
  await nnamdi.page.goto(year.address)
  await nnamdi.page.getByText('Written into the draft').waitFor()
  await nnamdi.page.goto(month.address)
  await nnamdi.page.getByText(`Not called: Amendment ${year.number} was chosen in its place.`).waitFor()
  await ilse.page.goto(`/drafts/${draft.id}`)
  await ilse.page.locator(`[data-clause="${clauseId}"]`).scrollIntoViewIfNeeded()
  const law = ilse.page.locator(`[data-clause="${clauseId}"] .law`)
  await law.getByText('record, kept for a year,').waitFor()
  expect(await law.textContent()).not.toContain('kept for a month')
})

test('a consent round waits for the answer to an objection; answered, it is adopted, and the objection can be kept as a dissent', async () => {
  const { nnamdi, aroha, leilani } = people
  const address = await putToVote(aroha, 'consent', () => aroha.page.getByLabel('Question').fill('Shall we meet each week?'))
  await nnamdi.page.goto(address)
  await nnamdi.page.getByRole('radio', { name: 'Objection' }).check()
  await nnamdi.page.getByLabel('Reason (required)').fill('Small organisations cannot send anybody each week.')
  await nnamdi.page.getByRole('button', { name: 'Cast my ballot: objection' }).click()
  await nnamdi.page.getByText(/You voted “Objection”/).waitFor()
  await leilani.page.goto(address)
  await leilani.page.getByText('An objection suspends the decision until it is answered or withdrawn.').waitFor()
  await leilani.page.getByRole('radio', { name: 'Consent' }).check()
  await leilani.page.getByRole('button', { name: 'Cast my ballot: consent' }).click()
  await leilani.page.getByText(/You voted “Consent”/).waitFor()
  await aroha.page.getByRole('textbox', { name: 'Answer' }).fill('One may send a remark instead, which is read out.')
  await aroha.page.getByRole('button', { name: 'Answer the objection' }).click()
  // Whoever objected reads the answer without reloading.
  await nnamdi.page.getByText('One may send a remark instead, which is read out.').waitFor()
  await nnamdi.page.getByRole('button', { name: 'Keep it as a dissent' }).click()
  await nnamdi.page.getByText('upheld as a dissent').waitFor()
  await close(aroha)
  await aroha.page.getByText(/^Adopted: 1 consents, 1 objection,? and 0 abstentions\. 1 objection was answered\./).waitFor()
})

test('a secret ballot reminds whoever has not voted, gives its voter a receipt once, tells the facilitator nothing, and publishes the receipts when it closes', async () => {
  const { aroha, leilani, ilse, nnamdi, creator, developer } = people
  const address = await putToVote(aroha, 'simpleMajority', async () => {
    await aroha.page.getByLabel('Question').fill('Shall the chair be elected anew?')
    await aroha.page.getByRole('combobox', { name: 'Secrecy' }).selectOption('secret')
  })
  const reminder = ilse.page.getByText('and you have a ballot to cast.')
  await ilse.page.goto('/')
  await ilse.page.getByRole('heading', { name: 'Asked of you' }).waitFor()
  // What the clock does a day before the deadline.
  await askDatabase(parley, `select graphile_worker.add_job('remindElectors', json_build_object('proposalId', $1::text), job_key => 'remind:' || $1)`, [address.split('/').at(-1)])
  await reminder.waitFor()
  await ilse.page.getByRole('link', { name: 'Go to the ballot' }).click()
  await ilse.page.waitForURL(`**${address}`)
  const receipts: string[] = []
  for (const { page } of [ilse, leilani, nnamdi, creator, developer]) {
    if (page !== ilse.page) await page.goto(address)
    await page.getByRole('radio', { name: 'For', exact: true }).check()
    await page.getByRole('button', { name: 'Cast my ballot: for' }).click()
    await page.getByText('Your receipt, shown only now:').waitFor()
    receipts.push(await page.locator('code').innerText())
  }
  await reminder.waitFor({ state: 'detached' })
  await leilani.page.reload()
  await leilani.page.getByText('You have voted in this secret ballot.').waitFor()
  expect(await leilani.page.getByText('Your receipt, shown only now:').count()).toBe(0)
  await aroha.page.goto(address)
  await aroha.page.getByText('How the vote stands is told when it closes.').waitFor()
  const told = await (await aroha.context.request.get(`/api${address}`)).json() as Record<string, unknown>
  expect(told).toMatchObject({ cast: null, tally: null, ballots: [], secretBallots: null })
  expect(receipts.filter((receipt) => JSON.stringify(told).includes(receipt))).toEqual([])
  await close(aroha)
  await aroha.page.getByText('5 receipts').click()
  expect(await aroha.page.locator('code').allInnerTexts()).toEqual([...receipts].sort())
  for (const visitor of Object.values(people)) expect(visitor.errors).toEqual([])
})
