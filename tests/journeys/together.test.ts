import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { simpleMajority } from '#domain/decisions/method.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { type RunningParley, runParley } from '#tests/support/running.ts'
import { until } from '#tests/support/until.ts'
import { clauseOn, type DraftFacts, enterAs, seededDraft, type Visitor } from '#tests/support/visitor.ts'
import { typeAfter } from '#tests/support/writing.ts'

let parley: RunningParley
let browser: Browser
let draft: DraftFacts
const people = {} as Record<'ilse' | 'mateo' | 'nnamdi' | 'aroha' | 'leilani' | 'tariq', Visitor>

const shared = 'Creative work and performers'
const other = 'Data governance'
const voted = 'Public awareness and media literacy'

beforeAll(async () => {
  parley = await runParley()
  browser = await launchBrowser()
  const personas = { ilse: 'policymaker', mateo: 'policymaker-2', nnamdi: 'ethicist', aroha: 'facilitator', leilani: 'civilSociety', tariq: 'civilSociety-2' } as const
  for (const [name, persona] of Object.entries(personas)) people[name as keyof typeof people] = await enterAs(browser, parley.origin, persona)
  draft = await seededDraft(people.ilse)
})
afterAll(async () => {
  await browser?.close()
  await parley?.stop()
})

const wordsOf = (page: Page, clauseId: string) => page.locator(`[data-clause="${clauseId}"] .law`)

/** The words of a clause without the carets of others, which stand among them. */
const lawOf = (page: Page, clauseId: string) => wordsOf(page, clauseId).evaluate((law) => {
  const copy = law.cloneNode(true) as HTMLElement
  for (const caret of copy.querySelectorAll('.ProseMirror-widget, [data-not-text]')) caret.remove()
  return copy.textContent
})

describe.sequential('three kinds of stakeholder work on one text', () => {
  test('two policymakers write in the same clause and in different ones, and see each other at once', async () => {
    const { ilse, mateo } = people
    const [same, different] = [draft.clauseId(shared), draft.clauseId(other)]
    await Promise.all([ilse.page.goto(`/drafts/${draft.id}`), mateo.page.goto(`/drafts/${draft.id}`)])
    await Promise.all([
      typeAfter(ilse.page, same, 'A contract', ' [from Ilse]'),
      typeAfter(mateo.page, same, 'fund', ' [from Mateo]'),
    ])
    await typeAfter(mateo.page, different, 'provider', ' [elsewhere]')
    for (const { page } of [ilse, mateo]) {
      await wordsOf(page, same).getByText('[from Ilse]').waitFor()
      await wordsOf(page, same).getByText('[from Mateo]').waitFor()
      await clauseOn(page, different)
      await wordsOf(page, different).getByText('[elsewhere]').waitFor()
    }
    expect(await lawOf(ilse.page, same)).toBe(await lawOf(mateo.page, same))
    // Each sees who else is here, and that their own words are kept.
    await ilse.page.getByRole('img', { name: /Mateo Quispe Halloran/ }).first().waitFor()
    await ilse.page.getByText(/^Saved/).first().waitFor()
    // What a stranger is given is the same text.
    const { clauses } = await (await ilse.context.request.get(`/api/drafts/${draft.id}`)).json() as { clauses: { id: string; text: string }[] }
    expect(clauses.find(({ id }) => id === same)?.text).toContain('[from Mateo]')
  })

  test('undo takes back what is mine and nothing of another, also where we typed the same letters side by side: twenty rounds', async () => {
    const { ilse, mateo } = people
    const clauseId = draft.clauseId(shared)
    const before = await lawOf(ilse.page, clauseId)
    const bothRead = (words: string) => until(async () => await lawOf(ilse.page, clauseId) === words && await lawOf(mateo.page, clauseId) === words, 10_000, () => words)
    const written = (words: string) => before.replace('A contract', `A contract${words}`)
    for (let round = 0; round < 20; round += 1) {
      await typeAfter(mateo.page, clauseId, 'A contract', ' see')
      await bothRead(written(' see'))
      // Into the middle of his word, a letter like its neighbours.
      await typeAfter(ilse.page, clauseId, 'A contract se', 'e')
      await bothRead(written(' seee'))
      const [first, second] = round % 2 === 0 ? [ilse, mateo] : [mateo, ilse]
      await first.page.keyboard.press('Control+z')
      await bothRead(written(first === ilse ? ' see' : 'e'))
      await second.page.keyboard.press('Control+z')
      await bothRead(before)
    }
    expect([...ilse.errors, ...mateo.errors]).toEqual([])
  })

  test('an ethicist comments on words, and the comment stays at them while they are edited around', async () => {
    const { nnamdi, ilse } = people
    const clauseId = draft.clauseId(other)
    await nnamdi.page.goto(`/drafts/${draft.id}`)
    const section = await clauseOn(nnamdi.page, clauseId)
    await section.locator('[data-type="paragraph"]').first().waitFor()
    expect(await section.locator('.ProseMirror').count()).toBe(0)
    const quote = await section.locator('[data-type="paragraph"]').first().evaluate((paragraph) => {
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = node.textContent ?? ''
        // Defined terms and carets cut the words into pieces.
        const from = text.indexOf(' ', 4) + 1
        if (from < 4 || text.length < from + 16) continue
        document.getSelection()?.setBaseAndExtent(node, from, node, from + 16)
        return text.slice(from, from + 16)
      }
      throw new Error('there are words to comment on')
    })
    await nnamdi.page.getByRole('button', { name: 'Comment on these words' }).click()
    await nnamdi.page.getByRole('textbox', { name: /Comment on these words of/ }).fill('Who checks this, and when?')
    await nnamdi.page.getByRole('button', { name: 'Comment', exact: true }).click()
    await nnamdi.page.getByText('Who checks this, and when?').first().waitFor()
    // The others see it without reloading; then one writes right before the words.
    await clauseOn(ilse.page, clauseId)
    await ilse.page.locator(`[data-clause="${clauseId}"] [data-thread]`).first().waitFor()
    await typeAfter(ilse.page, clauseId, '[elsewhere]', ' and right here')
    await wordsOf(nnamdi.page, clauseId).getByText('and right here').waitFor()
    const marked = async (page: Page) => (await page.locator(`[data-clause="${clauseId}"] [data-thread]`).allInnerTexts()).join('')
    expect(await marked(nnamdi.page)).toBe(quote)
    expect(await marked(ilse.page)).toBe(quote)
  })

  test('what a role may not do is refused by the page, with its reason, and by the server', async () => {
    const { nnamdi, leilani, ilse } = people
    await leilani.page.goto(`/drafts/${draft.id}`)
    const move = leilani.page.getByRole('button', { name: 'Move the draft' })
    await move.waitFor()
    expect(await move.isDisabled()).toBe(true)
    const clauseId = draft.clauseId(voted)
    const refused = async (visitor: Visitor, path: string, data: object) => {
      const response = await visitor.context.request.post(path, { data })
      return [response.status(), (await response.json() as { error: { code: string } }).error.code]
    }
    expect(await refused(nnamdi, `/api/drafts/${draft.id}/stage`, { stage: 'voting' })).toEqual([403, 'forbidden'])
    expect(await refused(ilse, `/api/drafts/${draft.id}/proposals`, { question: 'May I?', clauseId, method: simpleMajority, roles: ['policymaker'], closesAt: new Date(Date.now() + 3_600_000).toISOString() })).toEqual([403, 'forbidden'])
    expect(await refused(leilani, `/api/workspaces/${draft.workspaceId}/invitations`, { role: 'policymaker', functions: [] })).toEqual([403, 'forbidden'])
    const observer = await enterAs(browser, parley.origin, 'observer')
    expect(await refused(observer, `/api/drafts/${draft.id}/threads`, { clauseId, kind: 'general', anchor: null, body: 'May I?' })).toEqual([403, 'forbidden'])
    await observer.context.close()
  })

  test('a facilitator puts a clause to the vote, two of civil society vote, it closes, and everyone sees the result without reloading', async () => {
    const { aroha, leilani, tariq, ilse } = people
    const clauseId = draft.clauseId(voted)
    await aroha.page.goto(`/drafts/${draft.id}/proposals/new?clause=${clauseId}`)
    await aroha.page.getByRole('textbox', { name: 'Question' }).fill('Shall the article on awareness stand as it is written?')
    await aroha.page.getByRole('combobox', { name: 'Closing early' }).selectOption('facilitator')
    await aroha.page.getByRole('button', { name: 'Open the vote' }).click()
    await aroha.page.waitForURL(/\/proposals\/[0-9a-f-]{36}$/)
    const proposalUrl = new URL(aroha.page.url()).pathname
    // The clause comes to rest on the pages that are open.
    await clauseOn(ilse.page, clauseId)
    await ilse.page.locator(`[data-clause="${clauseId}"]`).getByText(/At rest while Proposal \d+ is voted on/).waitFor()
    expect(await ilse.page.locator(`[data-clause="${clauseId}"] .ProseMirror`).count()).toBe(0)

    await Promise.all([leilani.page.goto(proposalUrl), tariq.page.goto(proposalUrl)])
    await leilani.page.getByRole('radio', { name: 'For', exact: true }).check()
    await leilani.page.getByRole('button', { name: 'Cast my ballot: for' }).click()
    await leilani.page.getByText(/You voted “For”/).waitFor()
    await tariq.page.getByRole('radio', { name: 'Against', exact: true }).check()
    await tariq.page.getByRole('textbox', { name: /Reason/ }).fill('Schools need money for it.')
    await tariq.page.getByRole('button', { name: 'Cast my ballot: against' }).click()
    // One may change one's mind until closing.
    await tariq.page.getByText(/You voted “Against”/).waitFor()
    await tariq.page.getByRole('radio', { name: 'For', exact: true }).check()
    await tariq.page.getByRole('button', { name: 'Cast my ballot: for' }).click()
    await tariq.page.getByText(/You voted “For”/).waitFor()
    await leilani.page.getByText('Schools need money for it.').waitFor()

    await aroha.page.getByRole('button', { name: 'Close the vote now' }).click()
    await aroha.page.getByRole('dialog').getByRole('button', { name: 'Close the vote now' }).click()
    for (const { page } of [aroha, leilani, tariq]) await page.getByText(/^Adopted: 2 for, 0 against,? and 0 abstentions/).waitFor()
    // The clause wakes on the draft page.
    await clauseOn(ilse.page, clauseId)
    await ilse.page.locator(`[data-clause="${clauseId}"]`).getByText(/At rest/).waitFor({ state: 'detached' })

    const late = await leilani.context.request.put(`/api${proposalUrl}/ballot`, { data: { choice: 'against', hash: null } })
    expect(late.status()).toBe(409)
  })

  test('a link on another page leads to the clause itself, not to the top of the draft', async () => {
    const { page } = people.nnamdi
    const clauseId = draft.clauseId(other)
    await page.goto(`/drafts/${draft.id}/coverage`)
    await page.locator(`a[href$="#clause-${clauseId}"]`).first().click()
    const clause = page.locator(`[data-clause="${clauseId}"]`)
    await clause.waitFor()
    await page.waitForFunction((id) => {
      const { top = -1 } = document.getElementById(`clause-${id}`)?.getBoundingClientRect() ?? {}
      return top >= 0 && top < innerHeight / 2
    }, clauseId)
  })

  test('the record lists it all, and no page has failed', async () => {
    const { aroha } = people
    await aroha.page.goto(`/workspaces/${draft.workspaceId}/record`)
    const main = aroha.page.getByRole('main')
    await main.getByRole('listitem').filter({ hasText: 'Leilani Petrossian-Vale' }).first().waitFor()
    const words = await main.innerText()
    for (const name of ['Aroha Delacroix-Whitby', 'Leilani Petrossian-Vale', 'Tariq Lindqvist-Bose']) expect(words).toContain(name)
    const { entries } = await (await aroha.context.request.get(`/api/workspaces/${draft.workspaceId}/record?limit=5`)).json() as { entries: { name: string }[] }
    expect(entries.map(({ name }) => name)).toEqual(['proposal.closed', 'ballot.cast', 'ballot.cast', 'ballot.cast', 'proposal.opened'])
    for (const { errors } of Object.values(people)) expect(errors).toEqual([])
  })
})
