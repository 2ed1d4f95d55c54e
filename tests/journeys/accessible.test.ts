import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AmendmentSummary } from '#domain/contract/amendments.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { type RunningParley, runParley } from '#tests/support/running.ts'
import { type DraftFacts, enterAs, seededDraft, type Visitor } from '#tests/support/visitor.ts'

let parley: RunningParley
let browser: Browser
let draft: DraftFacts
let proposalId: string
let amendments: AmendmentSummary[]
beforeAll(async () => {
  parley = await runParley()
  browser = await launchBrowser()
  const visitor = await enterAs(browser, parley.origin, 'facilitator')
  draft = await seededDraft(visitor)
  const { proposals } = await (await visitor.context.request.get(`/api/drafts/${draft.id}/proposals`)).json() as { proposals: { id: string }[] }
  proposalId = proposals[0]?.id ?? ''
  ;({ amendments } = await (await visitor.context.request.get(`/api/drafts/${draft.id}/amendments`)).json() as { amendments: AmendmentSummary[] })
  await visitor.context.close()
})
afterAll(async () => { await browser?.close(); await parley?.stop() })

const amendment = (state: AmendmentSummary['state']) => `/amendments/${amendments.find((candidate) => candidate.state === state)?.id}`
const chosen = (numbers: readonly number[]) => `/drafts/${draft.id}/amendments/order?${numbers.map((number) => `with=${number}`).join('&')}`
const lodged = () => amendments.flatMap(({ state, number }) => state === 'lodged' && number !== null ? [number] : [])

const pages: Record<string, () => string> = {
  'sign in': () => '/sign-in', 'sign up': () => '/sign-up', account: () => '/account', home: () => '/', draft: () => `/drafts/${draft.id}`, reading: () => `/drafts/${draft.id}/read`, coverage: () => `/drafts/${draft.id}/coverage`, history: () => `/drafts/${draft.id}/history`,
  proposals: () => `/workspaces/${draft.workspaceId}/proposals`, proposal: () => `/proposals/${proposalId}`, amendments: () => `/drafts/${draft.id}/amendments`, 'new amendment': () => `/drafts/${draft.id}/amendments/new`, 'amendment handed in': () => amendment('lodged'), 'amendment sealed': () => amendment('sealed'),
  'what if': () => chosen(lodged().slice(0, 1)), 'what cannot be': () => chosen(lodged()), 'new proposal': () => `/drafts/${draft.id}/proposals/new`,
  record: () => `/workspaces/${draft.workspaceId}/record`, verify: () => `/workspaces/${draft.workspaceId}/record/verify`, people: () => `/workspaces/${draft.workspaceId}/people`, charter: () => `/workspaces/${draft.workspaceId}/charter`, 'no such page': () => '/nowhere',
}

async function open(visitor: Visitor, path: string) {
  await visitor.page.goto(path)
  await visitor.page.getByRole('main').waitFor()
  await visitor.page.waitForLoadState('networkidle')
}

// One window at a time: axe computes, and two of it on two cores take as long.
test.each([['light', 1440], ['dark', 1440], ['light', 360], ['dark', 360]] as const)('in %s at %i px axe finds nothing on any page, and none is wider than the screen', async (colorScheme, width) => {
  const visitor = await enterAs(browser, parley.origin, 'facilitator', { colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' })
  const faults: string[] = []
  for (const [name, path] of Object.entries(pages)) {
    await open(visitor, path())
    const { violations } = await new AxeBuilder({ page: visitor.page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
    faults.push(...violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${name}: ${id} at ${node.target.join(' ')}`)))
    const wide = await visitor.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (wide > 0) faults.push(`${name}: ${wide} px wider than the screen`)
  }
  expect(faults).toEqual([])
  expect(visitor.errors).toEqual([])
  await visitor.context.close()
}, 240_000)

test('every page speaks French to who asks for it', async () => {
  const visitor = await enterAs(browser, parley.origin, 'facilitator', { locale: 'fr-FR' })
  await open(visitor, '/')
  expect(await visitor.page.getAttribute('html', 'lang')).toBe('fr')
  await visitor.page.getByRole('link', { name: 'Propositions' }).first().click()
  await visitor.page.getByRole('heading', { level: 1, name: 'Propositions' }).waitFor()
  await visitor.context.close()
})

test('one can come in, open the draft and reach its words by keyboard alone', async () => {
  const visitor = await enterAs(browser, parley.origin, null)
  const { page } = visitor
  await open(visitor, '/sign-in')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content')
  const persona = page.getByRole('button', { name: /Enter as Ilse/ })
  await persona.focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/$/)
  const way = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Framework for AI-Generated Video' })
  await way.focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/drafts\//)
  await page.locator('.ProseMirror').first().focus()
  await page.keyboard.press('Escape')
  await visitor.context.close()
})
