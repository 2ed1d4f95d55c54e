import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '#tests/support/browser.ts'
import { type RunningParley, runParley } from '#tests/support/running.ts'
import { type DraftFacts, enterAs, seededDraft, type Visitor } from '#tests/support/visitor.ts'

let parley: RunningParley
let browser: Browser
let draft: DraftFacts
const people = {} as Record<'ilse' | 'nnamdi' | 'aroha' | 'leilani', Visitor>
const [giver, holder] = ['Nnamdi Castellane', 'Ilse Varga-Oyelaran']

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

/** Names Ilse, by the keyboard alone. */
async function nameIlse(page: Page) {
  await page.getByText('I cannot vote myself').press('Enter')
  await page.getByLabel('Who votes in your name').press('I')
  await expect.poll(() => page.getByLabel('Who votes in your name').evaluate((select) => (select as HTMLSelectElement).selectedOptions[0]?.textContent)).toContain(holder)
  await page.getByRole('button', { name: 'Name my proxy' }).press('Enter')
  await page.getByText(`You have named ${holder} as your proxy`).waitFor()
}
/** The ballot paper in the name of the one who cannot attend. */
const heldPaper = (page: Page) => page.locator('section', { has: page.getByRole('heading', { name: `Ballot in the name of ${giver}` }) })
const ownPaper = (page: Page) => page.locator('section', { has: page.getByRole('heading', { name: 'Your ballot' }) })

describe.sequential('an elector who cannot attend votes by another', () => {
  test('the facilitator opens a vote that admits proxies; one is named by keyboard, seen at once by both, and taken back before it is used', async () => {
    const { nnamdi, ilse, aroha } = people
    await aroha.page.goto(`/drafts/${draft.id}/proposals/new`)
    await aroha.page.getByLabel('Question').fill('Shall the round table meet in Nairobi?')
    await aroha.page.getByRole('checkbox', { name: /^Admit proxies/ }).check()
    await aroha.page.getByRole('combobox', { name: 'Closing early' }).selectOption('facilitator')
    await aroha.page.getByRole('button', { name: 'Open the vote' }).click()
    await aroha.page.waitForURL(/\/proposals\/[0-9a-f-]{36}$/)
    for (const { page } of [nnamdi, ilse]) await page.goto(aroha.page.url())
    await ownPaper(ilse.page).waitFor()
    await nameIlse(nnamdi.page)
    // Whoever gave it has no paper of their own beside it.
    expect(await nnamdi.page.getByRole('radio').count()).toBe(0)
    await heldPaper(ilse.page).getByText(`You hold the proxy of ${giver}.`).waitFor()
    await nnamdi.page.getByRole('button', { name: 'Take my proxy back' }).press('Enter')
    await ownPaper(nnamdi.page).waitFor()
    await heldPaper(ilse.page).waitFor({ state: 'detached' })
  })

  test('named again, the other casts both ballots, each from a paper of its own, and the first sees that it was used', async () => {
    const { nnamdi, ilse } = people
    await nameIlse(nnamdi.page)
    const held = heldPaper(ilse.page)
    await held.getByRole('radio', { name: 'Against', exact: true }).press('Space')
    await held.getByLabel('Reason (optional)').fill('It is far for those who pay their own way.')
    await held.getByRole('button', { name: `Cast in the name of ${giver}: against` }).press('Enter')
    await ilse.page.getByRole('status').getByText(`The ballot in the name of ${giver} is cast: Against.`).waitFor()
    await held.getByText(new RegExp(`^You voted “Against” in the name of ${giver}`)).waitFor()
    await ownPaper(ilse.page).getByRole('radio', { name: 'For', exact: true }).press('Space')
    await ownPaper(ilse.page).getByRole('button', { name: 'Cast my ballot: for' }).press('Enter')
    await ownPaper(ilse.page).getByText(/^You voted “For”/).waitFor()
    expect(await ilse.page.getByRole('button', { name: 'Give the proxy back' }).count()).toBe(0)
    await nnamdi.page.getByText(`${holder} has voted in your name, as your proxy.`).waitFor()
    expect(await nnamdi.page.getByRole('button', { name: 'Take my proxy back' }).count()).toBe(0)
  })

  test('closed, everyone reads in the result how many voted by proxy and who voted for whom, and in the record who named whom', async () => {
    const { nnamdi, leilani, aroha } = people
    const address = aroha.page.url()
    await leilani.page.goto(address)
    await leilani.page.getByRole('radio', { name: 'For', exact: true }).check()
    await leilani.page.getByRole('button', { name: 'Cast my ballot: for' }).click()
    await leilani.page.getByText(/^You voted “For”/).waitFor()
    await aroha.page.getByRole('button', { name: 'Close the vote now' }).click()
    await aroha.page.getByRole('dialog').getByRole('button', { name: 'Close the vote now' }).click()
    await leilani.page.getByRole('heading', { name: 'Result' }).waitFor()
    await leilani.page.getByText('1 ballot was cast by proxy.').waitFor()
    const ballots = leilani.page.getByRole('region', { name: 'Ballots and reasons' }).getByRole('listitem')
    const byProxy = ballots.filter({ hasText: `cast by ${holder} as proxy` })
    expect([await ballots.count(), await byProxy.count()]).toEqual([3, 1])
    expect(await byProxy.innerText()).toContain(`${giver}, Ethicist: Against`)
    await nnamdi.page.getByText(`${holder} has voted in your name, as your proxy.`).waitFor()
    await leilani.page.goto(`/workspaces/${draft.workspaceId}/record`)
    await leilani.page.getByText(new RegExp(`${giver} named ${holder} as proxy for Proposal`)).first().waitFor()
    await leilani.page.getByText(new RegExp(`${holder} voted by proxy, in the name of ${giver}, on Proposal`)).waitFor()
    for (const visitor of Object.values(people)) expect(visitor.errors).toEqual([])
  })
})
