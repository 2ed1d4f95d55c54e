import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { AmendmentSummary } from '#domain/contract/amendments.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { type RunningParley, runParley } from '#tests/support/running.ts'
import { until } from '#tests/support/until.ts'
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

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const faultsOn = async (page: Page) => (await new AxeBuilder({ page }).withTags(rules).analyze()).violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id} at ${node.target.join(' ')}`))
const tooWide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

// One window at a time: axe computes, and two of it on two cores take as long.
test.each([['light', 1440], ['dark', 1440], ['light', 360], ['dark', 360]] as const)('in %s at %i px axe finds nothing on any page, and none is wider than the screen', async (colorScheme, width) => {
  const visitor = await enterAs(browser, parley.origin, 'facilitator', { colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' })
  const faults: string[] = []
  for (const [name, path] of Object.entries(pages)) {
    await open(visitor, path())
    faults.push(...(await faultsOn(visitor.page)).map((fault) => `${name}: ${fault}`))
    const wide = await tooWide(visitor.page)
    if (wide > 0) faults.push(`${name}: ${wide} px wider than the screen`)
  }
  expect(faults).toEqual([])
  expect(visitor.errors).toEqual([])
  await visitor.context.close()
}, 240_000)

/** Everything that the palette of the draft page offers. */
async function commandsOn(page: Page): Promise<string[]> {
  await page.locator('.ProseMirror').first().waitFor()
  const palette = page.getByRole('dialog', { name: 'Commands' })
  await until(async () => { await page.keyboard.press('Control+k'); return palette.isVisible() })
  await palette.getByRole('option').first().waitFor()
  const names = await palette.getByRole('option').allInnerTexts()
  await page.keyboard.press('Escape')
  await palette.waitFor({ state: 'hidden' })
  return names
}

test('a window of 1,280 px at 200 % offers all that the draft page has, is no wider than the screen in any of its parts, and axe finds nothing', async () => {
  const wide = await enterAs(browser, parley.origin, 'policymaker', { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
  await open(wide, `/drafts/${draft.id}`)
  const { page, context, errors } = await enterAs(browser, parley.origin, 'policymaker', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2, reducedMotion: 'reduce' })
  await page.goto(`/drafts/${draft.id}`)
  // What can be done with the structure is fetched late, and until then a command says that it cannot be done.
  const all = await vi.waitFor(async () => {
    const commands = await commandsOn(wide.page)
    expect(await commandsOn(page)).toEqual(commands)
    return commands
  }, { timeout: 30_000, interval: 500 })
  await wide.context.close()
  expect(all.length).toBeGreaterThan(30)
  expect([await tooWide(page), await faultsOn(page)]).toEqual([0, []])
  // What stands beside the words in a wide window is behind a button here.
  const parts = page.getByRole('navigation', { name: 'Parts of this page' }).getByRole('button', { pressed: false })
  expect(await parts.count()).toBe(4)
  for (const part of await parts.all()) {
    await part.click()
    await page.getByRole('dialog').waitFor()
    expect([await tooWide(page), await faultsOn(page)]).toEqual([0, []])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  expect(errors).toEqual([])
  await context.close()
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
