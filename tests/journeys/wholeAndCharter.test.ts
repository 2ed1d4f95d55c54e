import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProposalView } from '#domain/contract/proposals.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { type RunningParley, runParley } from '#tests/support/running.ts'
import { type DraftFacts, enterAs, seededDraft, type Visitor } from '#tests/support/visitor.ts'

let parley: RunningParley
let browser: Browser
let seeded: DraftFacts
let facilitator: Visitor
let drafter: Visitor
let citizen: Visitor
/** A draft of its own: in the one of the demo a vote is open. */
let draftId = ''

beforeAll(async () => {
  parley = await runParley()
  browser = await launchBrowser()
  ;[facilitator, drafter, citizen] = [await enterAs(browser, parley.origin, 'facilitator'), await enterAs(browser, parley.origin, 'policymaker'), await enterAs(browser, parley.origin, 'civilSociety')]
  seeded = await seededDraft(facilitator)
  const made = await facilitator.context.request.post(`/api/workspaces/${seeded.workspaceId}/drafts`, { data: { title: 'A short law on marks' } })
  ;({ id: draftId } = await made.json() as { id: string })
})
afterAll(async () => {
  await browser?.close()
  await parley?.stop()
})

/** What was typed is in the journal: everyone may see it. */
const saved = (words: string) => expect.poll(async () => await (await facilitator.context.request.get(`/api/drafts/${draftId}`)).text()).toContain(words)
const accessible = async (page: Page) => expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([])
/** Opens the vote whose form is on the page, to be closed by hand. */
async function openVote({ page }: Visitor) {
  await page.getByLabel('Closing early').selectOption('facilitator')
  await page.getByRole('button', { name: 'Open the vote' }).click()
  await page.getByRole('heading', { name: 'How the vote stands' }).waitFor()
  return new URL(page.url()).pathname
}
async function voteFor({ page }: Visitor, path: string) {
  await page.goto(path)
  await page.getByRole('radio', { name: 'For', exact: true }).check()
  await page.getByRole('button', { name: 'Cast my ballot: for' }).click()
  await page.getByText('You voted “For”').waitFor()
}
async function close({ page }: Visitor) {
  await page.getByRole('button', { name: 'Close the vote now' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Close the vote now' }).click()
  await page.getByRole('heading', { name: 'Result' }).waitFor()
}

describe.sequential('the draft as a whole, and the charter, put to the vote', () => {
  test('a draft is sealed as a whole: the voter reads it from the seal, and the drafter sees all of it at rest', async () => {
    await drafter.page.goto(`/drafts/${draftId}`)
    const article = drafter.page.getByRole('group', { name: 'Article 1' })
    await article.locator('[contenteditable="true"]').first().click()
    await drafter.page.keyboard.type('Every machine-made picture carries a mark.')
    await saved('Every machine-made picture carries a mark.')

    const { page } = facilitator
    await page.goto(`/drafts/${draftId}/proposals/new`)
    await page.getByLabel('What is put to the vote').selectOption('The draft as a whole')
    await page.getByText('2 provisions are sealed under one fingerprint.').waitFor()
    const path = await openVote(facilitator)

    await citizen.page.goto(path)
    await citizen.page.getByRole('region', { name: 'The draft as a whole' }).getByText('Every machine-made picture carries a mark.').waitFor()
    await citizen.page.getByRole('button', { name: 'Check the seal' }).click()
    await citizen.page.getByText('Recomputed in your browser: the same words.').waitFor()
    await accessible(citizen.page)
    await drafter.page.getByText('The whole draft is at rest while Proposal 1 is voted on').waitFor()
    await expect.poll(() => drafter.page.locator('[contenteditable="true"]').count()).toBe(0)
    await voteFor(citizen, path)
  })

  test('adopted, the result says what follows, and the draft by which vote it was adopted and what has been changed since', async () => {
    await close(facilitator)
    await facilitator.page.getByText('The draft is adopted as a whole, in exactly these words.').waitFor()
    await facilitator.page.getByText('Nothing in it has been changed since.').waitFor()
    await drafter.page.getByText('Not a word has been changed since.').waitFor()
    await drafter.page.getByRole('group', { name: 'Article 1' }).locator('[contenteditable="true"]').first().click()
    await drafter.page.keyboard.press('End')
    await drafter.page.keyboard.type(' And a date.')
    await saved('And a date.')
    await drafter.page.reload()
    await drafter.page.getByRole('link', { name: 'has been changed', exact: true }).click()
    await drafter.page.waitForURL(/\/history\?from=\d+/)
    await drafter.page.locator('ins').filter({ hasText: 'And a date.' }).first().waitFor()
  })

  test('a change of the charter is proposed by keyboard, read as sentences, adopted, and in force for whom it names', async () => {
    const { page } = facilitator
    await page.goto(`/workspaces/${seeded.workspaceId}/charter`)
    await page.getByRole('button', { name: 'Propose a change' }).click()
    await page.getByText('Nothing is changed.').first().waitFor()
    await page.locator('summary', { hasText: 'Write in the text' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('group', { name: 'Civil society' }).first().getByRole('checkbox', { name: 'Drafting' }).focus()
    await page.keyboard.press('Space')
    await page.getByRole('region', { name: 'What would change' }).getByText('may, in addition: Drafting').waitFor()
    await accessible(page)
    const path = await openVote(facilitator)
    await voteFor(citizen, path)
    await citizen.page.getByText('Version 2 would follow version 1.').waitFor()
    await accessible(citizen.page)
    await close(facilitator)
    await page.getByText('This charter is in force as version 2.').waitFor()
    await page.goto(`/workspaces/${seeded.workspaceId}/charter`)
    await page.getByText('It was adopted by a vote:').waitFor()
    await citizen.page.goto(`/drafts/${draftId}`)
    await citizen.page.getByRole('group', { name: 'Article 1' }).locator('[contenteditable="true"]').first().waitFor()
  })

  test('the browser verifies all of it, and names the charter of which a byte was changed', async () => {
    const { page, context } = citizen
    const response = await context.request.get(`/api/workspaces/${seeded.workspaceId}/record/export`)
    const file = await response.json() as { proposals: (Pick<ProposalView, 'kind' | 'number'> & { words: string })[] }
    const given = async (body: unknown) => {
      await page.goto('/verify')
      await page.locator('input[type="file"]').setInputFiles({ name: 'record.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(body)) })
    }
    await given(file)
    await page.getByText('The record holds.').waitFor()
    await given({ ...file, proposals: file.proposals.map((proposal) => (proposal.kind === 'charter' ? { ...proposal, words: proposal.words.replace('"drafting"', '"draftinG"') } : proposal)) })
    await page.getByRole('alert').getByText('The words are not those that were put to the vote: they were changed.').waitFor()
    expect([facilitator, drafter, citizen].flatMap(({ errors }) => errors)).toEqual([])
  })
})
