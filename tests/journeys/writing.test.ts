import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '#tests/support/browser.ts'
import { type RunningParley, runParley } from '#tests/support/running.ts'
import { until } from '#tests/support/until.ts'
import { clauseOn, commandsHeard, type DraftFacts, enterAs, seededDraft, type Visitor } from '#tests/support/visitor.ts'
import { kept, markWords, typeAfter } from '#tests/support/writing.ts'

let parley: RunningParley
let browser: Browser
let draft: DraftFacts
const people = {} as Record<'ilse' | 'mateo' | 'nnamdi', Visitor>
const written = 'Data governance'
const far = 'Creative work and performers'

beforeAll(async () => {
  parley = await runParley()
  browser = await launchBrowser()
  for (const [name, persona] of Object.entries({ ilse: 'policymaker', mateo: 'policymaker-2', nnamdi: 'ethicist' })) people[name as keyof typeof people] = await enterAs(browser, parley.origin, persona)
  draft = await seededDraft(people.ilse)
})
afterAll(async () => {
  await browser?.close()
  await parley?.stop()
})

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name })

/** Opens the palette, looks for words and takes the first answer, by keyboard alone; the next key can come right behind that. */
async function command(page: Page, words: string, next?: string) {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'What do you want to do' }).waitFor()
  await page.keyboard.type(words)
  await Promise.all(['Enter', ...next ? [next] : []].map((key) => page.keyboard.press(key)))
  await dialog(page, 'Commands').waitFor({ state: 'hidden' })
}

async function openDraft({ page }: Visitor) {
  await page.goto(`/drafts/${draft.id}`)
  await commandsHeard(page)
}

/** Inside the text: what stands in the block of the caret, and of which kind it is. */
const here = (page: Page) => page.evaluate(() => {
  const node = document.getSelection()?.anchorNode
  const block = (node instanceof Element ? node : node?.parentElement)?.closest<HTMLElement>('[data-block]')
  return { clause: block?.closest<HTMLElement>('[data-clause]')?.dataset.clause, type: block?.dataset.type, text: block?.textContent }
})

const faults = async (page: Page, within = 'dialog[open]') => (await new AxeBuilder({ page }).include(within).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze())
  .violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.target.join(' ')}`))

describe.sequential('a law is written', () => {
  test('by keyboard alone: paragraphs, a table, a note and typographic signs', async () => {
    const { page, errors, context } = people.ilse
    await openDraft(people.ilse)
    const clauseId = draft.clauseId(written)
    // No hand on the mouse: the palette goes to the article, Tab into its words.
    await command(page, written, 'Tab')
    await until(async () => (await here(page)).clause === clauseId)
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Rates "by kind" apply:')
    expect(await here(page)).toMatchObject({ type: 'paragraph', text: 'Rates “by kind” apply:' })
    // The last quotation mark is taken back to what the keyboard says.
    await page.keyboard.type(' "')
    await page.keyboard.press('Backspace')
    expect((await here(page)).text).toBe('Rates “by kind” apply: "')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Backspace')

    await command(page, 'insert a table')
    await dialog(page, 'Insert a table').waitFor()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('2')
    await page.keyboard.press('Enter')
    await dialog(page, 'Insert a table').waitFor({ state: 'hidden' })
    for (const [index, words] of ['Kind', 'Rate', 'Film', '3', 'Music', '4'].entries()) {
      if (index > 0) await page.keyboard.press('Tab')
      await page.keyboard.type(words)
    }
    await page.keyboard.press('ArrowUp')
    expect((await here(page)).text).toBe('3')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    expect((await here(page)).text).toBe('Film')
    await page.keyboard.press('Home')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('End')
    await page.keyboard.press('Control+Alt+f')
    expect((await here(page)).type).toBe('note')
    await page.keyboard.type('Also series.')
    await page.keyboard.press('Enter')
    expect(await here(page)).toMatchObject({ type: 'row', text: 'Film1' })
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Nothing else.')
    expect((await here(page)).type).not.toBe('row')
    await page.keyboard.press('Alt+ArrowDown')

    await until(async () => (await kept(context, draft.id, clauseId)).includes('Nothing else.'))
    const words = (await kept(context, draft.id, clauseId)).split('\n')
    expect(words.slice(words.indexOf('Kind'), words.indexOf('Kind') + 6)).toEqual(['Kind', 'Rate', 'Film1', '3', 'Music', '4'])
    expect(words.at(-1)).toBe('Also series.')
    expect(errors).toEqual([])
  })

  test('with marks and links, whose buttons say what the words are', async () => {
    const { page } = people.ilse
    const clauseId = draft.clauseId(written)
    await markWords(page, clauseId, 'Nothing')
    await page.keyboard.press('Control+b')
    const section = await clauseOn(page, clauseId)
    await section.locator('strong', { hasText: 'Nothing' }).waitFor()
    const bold = page.getByRole('button', { name: 'Bold' })
    await bold.waitFor()
    expect(await bold.getAttribute('aria-pressed')).toBe('true')
    expect(await page.getByRole('button', { name: 'Italic' }).getAttribute('aria-pressed')).toBe('false')
    await page.keyboard.press('Control+Shift+k')
    await dialog(page, 'Link').waitFor()
    await page.keyboard.type('javascript:alert(1)')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText('No link can be made of this').waitFor()
    expect(await faults(page)).toEqual([])
    await page.keyboard.press('Control+a')
    await page.keyboard.type('example.org/law')
    await page.keyboard.press('Enter')
    await section.locator('a.law-link[href="https://example.org/law"]', { hasText: 'Nothing' }).waitFor()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Control+Shift+k')
    await dialog(page, 'Link').getByRole('link', { name: 'Open in a new tab' }).waitFor()
    await dialog(page, 'Link').getByRole('button', { name: 'Remove the link' }).click()
    await section.locator('a.law-link').waitFor({ state: 'detached' })
    await section.locator('strong', { hasText: 'Nothing' }).waitFor()
  })

  test('the palette says why something cannot be done, and the keys of everything are listed', async () => {
    const { page, errors } = people.nnamdi
    await openDraft(people.nnamdi)
    await page.getByRole('button', { name: 'Commands' }).click()
    await page.keyboard.type('bold')
    const option = page.getByRole('option', { name: /Bold/ })
    expect(await option.getAttribute('aria-disabled')).toBe('true')
    expect(await option.textContent()).toContain('role')
    expect(await faults(page)).toEqual([])
    await page.keyboard.press('Enter')
    expect(await dialog(page, 'Commands').isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await dialog(page, 'Keyboard shortcuts').getByText('Strike through').waitFor()
    expect(await faults(page)).toEqual([])
    await page.keyboard.press('Escape')
    await dialog(page, 'Keyboard shortcuts').waitFor({ state: 'hidden' })
    // A reader has no editor, and none was fetched for the palette.
    expect(await page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => /ClauseEditor/.test(name)).length)).toBe(0)
    expect(errors).toEqual([])
  })

  test('a command whose keys are pressed before its script has come is there when that has', async () => {
    const { page } = people.ilse
    let send: () => void = () => undefined
    const sent = new Promise<void>((resolve) => { send = resolve })
    await page.route(/PageCommands-/, async (route) => { await sent; await route.continue() })
    const asked = page.waitForRequest(/PageCommands-/)
    await page.goto(`/drafts/${draft.id}`)
    await asked
    await page.keyboard.press('Control+k')
    expect(await dialog(page, 'Commands').count()).toBe(0)
    send()
    await page.getByRole('combobox', { name: 'What do you want to do' }).waitFor()
    await page.keyboard.press('Escape')
    await page.unroute(/PageCommands-/)
  })

  test('the caret goes through the draft as through one page', async () => {
    const { page } = people.ilse
    await typeAfter(page, draft.clauseId(written), 'Kind', '')
    await page.keyboard.press('Control+Home')
    await until(async () => (await here(page)).clause !== draft.clauseId(written))
    const first = (await here(page)).clause
    await page.keyboard.press('PageDown')
    await until(async () => (await here(page)).clause !== first)
    const below = (await here(page)).clause
    await page.keyboard.press('Control+End')
    const last = await page.evaluate(() => [...document.querySelectorAll<HTMLElement>('[data-clause]:has([data-writable])')].at(-1)?.dataset.clause)
    expect(last).not.toBe(below)
    await until(async () => (await here(page)).clause === last)
    // A key is heard where the one before it has led, whether there is an editor yet or not.
    for (const key of ['Control+Home', 'PageDown']) await page.keyboard.press(key)
    await until(async () => (await here(page)).clause === below)
    await page.keyboard.press('Control+Home')
    await until(async () => (await here(page)).clause === first)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await until(async () => (await here(page)).clause !== first)
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('textbox')
  })

  test('one follows a person to where they write, and takes the page back with a key', async () => {
    const { ilse, mateo } = people
    await openDraft(mateo)
    await typeAfter(ilse.page, draft.clauseId(written), 'Kind', '')
    const name = 'Ilse'
    const outline = mateo.page.getByRole('navigation', { name: 'Outline of the draft' })
    await outline.getByText(/Ilse .* is here/).waitFor({ state: 'attached' })
    const recitals = mateo.page.locator('[data-clause]:has([data-node="recital"])')
    const count = await recitals.count()
    await recitals.last().hover()
    await recitals.last().getByRole('button', { name: /^Acts on/ }).click()
    await mateo.page.getByRole('menuitem', { name: /^Delete/ }).click()
    await mateo.page.getByRole('button', { name: 'Who is here, and where' }).click()
    await mateo.page.getByRole('button', { name: new RegExp(`^Follow ${name}`) }).click()
    await mateo.page.getByRole('group', { name: new RegExp(`You follow ${name}`) }).waitFor()
    // A click takes the page back, and what is clicked stands still.
    await mateo.page.getByRole('button', { name: 'Undo', exact: true }).click()
    await mateo.page.getByRole('group', { name: new RegExp(`You follow ${name}`) }).waitFor({ state: 'hidden' })
    await until(async () => await recitals.count() === count)
    await mateo.page.getByRole('button', { name: 'Who is here, and where' }).click()
    await mateo.page.getByRole('button', { name: new RegExp(`^Follow ${name}`) }).waitFor()
    expect(await faults(mateo.page, '[role="dialog"]')).toEqual([])
    await mateo.page.getByRole('button', { name: new RegExp(`^Follow ${name}`) }).click()
    await mateo.page.getByRole('group', { name: new RegExp(`You follow ${name}`) }).waitFor()
    const sees = (heading: string) => mateo.page.evaluate((id) => {
      const box = document.querySelector(`#clause-${id} [data-caret]`)?.getBoundingClientRect()
      return box !== undefined && box.top > 0 && box.bottom < window.innerHeight
    }, draft.clauseId(heading))
    await until(() => sees(written))
    // As a telephone is turned.
    const size = mateo.page.viewportSize() ?? { width: 1280, height: 720 }
    for (const turned of [{ width: 360, height: 740 }, size]) {
      await mateo.page.setViewportSize(turned)
      await until(() => sees(written))
    }
    // What is said is said for a moment: one has to be listening before.
    const said = mateo.page.getByRole('status').getByText(/Ilse .* edited/).waitFor({ state: 'attached' })
    await typeAfter(ilse.page, draft.clauseId(far), 'A contract', ' [here]')
    await until(() => sees(far))
    await said
    await mateo.page.keyboard.press('Escape')
    await mateo.page.getByRole('group', { name: new RegExp(`You follow ${name}`) }).waitFor({ state: 'hidden' })
    await typeAfter(ilse.page, draft.clauseId(written), 'Kind', ' of work')
    await mateo.page.locator(`#clause-${draft.clauseId(written)}`).getByText('Kind of work').waitFor({ state: 'attached' })
    expect(await sees(written)).toBe(false)
  })

  test('with everything twice as large, an article with a reference and a table is drafted by keyboard alone', async () => {
    // What a browser makes of a window of 1440 pixels at 200 %.
    const ilse = await enterAs(browser, parley.origin, 'policymaker', { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 })
    const { page, context } = ilse
    await openDraft(ilse)
    await command(page, far, 'Tab')
    await until(async () => (await here(page)).clause === draft.clauseId(far))
    await command(page, 'insert an article after')
    await until(async () => { const { clause, text } = await here(page); return clause !== draft.clauseId(far) && text === '' })
    const { clause: clauseId = '' } = await here(page)
    await page.keyboard.type('Fees')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Whoever licenses under @')
    await page.getByRole('combobox', { name: 'Refer to a provision' }).waitFor()
    await page.keyboard.type('creative')
    await page.getByRole('option', { name: new RegExp(far), selected: true }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type(' pays:')
    await command(page, 'insert a table')
    await dialog(page, 'Insert a table').waitFor()
    await page.keyboard.press('Enter')
    await dialog(page, 'Insert a table').waitFor({ state: 'hidden' })
    await until(async () => (await here(page)).type === 'row')
    for (const [index, words] of ['Kind', 'Fee'].entries()) {
      if (index > 0) await page.keyboard.press('Tab')
      await page.keyboard.type(words)
    }
    await until(async () => (await kept(context, draft.id, clauseId)).includes('Fee'))
    const [paragraph, ...cells] = (await kept(context, draft.id, clauseId)).split('\n')
    expect(paragraph?.replaceAll('\u00A0', ' ')).toMatch(/^Whoever licenses under Article \d+ pays:$/)
    expect(cells.slice(0, 2)).toEqual(['Kind', 'Fee'])
    await page.getByRole('heading', { name: 'Fees' }).waitFor()
    // The caret was never out of sight, and nothing is wider than the screen or wrong in it.
    expect(await page.evaluate(() => {
      const { top, bottom } = document.getSelection()?.getRangeAt(0).getBoundingClientRect() ?? { top: -1, bottom: -1 }
      return { isSeen: top >= 0 && bottom <= window.innerHeight, wider: document.documentElement.scrollWidth - document.documentElement.clientWidth }
    })).toEqual({ isSeen: true, wider: 0 })
    expect(await faults(page, 'main')).toEqual([])
    expect(ilse.errors).toEqual([])
    await context.close()
  })
})
