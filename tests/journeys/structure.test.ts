import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '#tests/support/browser.ts'
import { type RunningParley, runParley } from '#tests/support/running.ts'
import { until } from '#tests/support/until.ts'
import { clauseOn, commandsHeard, type DraftFacts, enterAs, seededDraft, type Visitor } from '#tests/support/visitor.ts'
import { kept, typeAfter } from '#tests/support/writing.ts'

let parley: RunningParley
let browser: Browser
let draft: DraftFacts
/** Ilse and Mateo write; each has a second window, in which the structure is changed meanwhile. */
const people = {} as Record<'ilse' | 'mateo' | 'mover' | 'inserter', Visitor>

const moved = 'Creative work and performers'
const referring = 'Consent to the use of a likeness'
const written = 'Data governance'
const above = 'Copyright and training data'

beforeAll(async () => {
  parley = await runParley()
  browser = await launchBrowser()
  const personas = { ilse: 'policymaker', mateo: 'policymaker-2', mover: 'policymaker', inserter: 'policymaker-2' } as const
  for (const [name, persona] of Object.entries(personas)) people[name as keyof typeof people] = await enterAs(browser, parley.origin, persona)
  draft = await seededDraft(people.ilse)
  await Promise.all(Object.values(people).map(({ page }) => page.goto(`/drafts/${draft.id}`)))
  for (const { page } of Object.values(people)) await page.locator('[data-clause]').nth(20).waitFor()
})
afterAll(async () => {
  await browser?.close()
  await parley?.stop()
})

const labels = (page: Page) => page.locator('[data-clause]').evaluateAll((sections) => sections.map((section) => section.getAttribute('aria-label')))
const clauseIds = (page: Page) => page.locator('[data-clause]').evaluateAll((sections) => sections.map((section) => section.getAttribute('data-clause')))
const label = (page: Page, clauseId: string) => page.locator(`[data-clause="${clauseId}"]`).getAttribute('aria-label')
const plain = (text: string | null) => (text ?? '').replaceAll('\u00A0', ' ')
const referencesTo = (page: Page, clauseId: string, target: string) => page.locator(`[data-clause="${clauseId}"] a[data-target="${target}"]`)

/** Chooses from the menu of a clause, page after page. */
async function choose(page: Page, clauseId: string, ...names: (string | RegExp)[]) {
  const section = await clauseOn(page, clauseId)
  await section.hover()
  await section.getByRole('button', { name: /^Acts on/ }).click()
  for (const name of names) await page.getByRole('menuitem', { name }).click()
}

describe.sequential('the structure of a law is changed while others write in it', () => {
  test('an article is moved and another inserted above it while two write in it: no letter is lost, and every screen has the same numbers', async () => {
    const { ilse, mateo, mover, inserter } = people
    const [clauseId, referrer] = [draft.clauseId(moved), draft.clauseId(referring)]
    expect(plain(await label(ilse.page, clauseId))).toBe('Article 8')
    const first = 'the quick brown fox jumps over the lazy dog, and over the hedge'
    const second = '0123456789 '.repeat(6).trim()
    const moving = async () => {
      const entry = mover.page.locator(`[data-provision="${clauseId}"][aria-keyshortcuts]`)
      await entry.focus()
      // Each announcement is a line of its own.
      const lastSaid = () => mover.page.evaluateHandle(() => [...document.querySelectorAll('[role="status"][aria-live="polite"] p')].filter((line) => line.textContent?.includes('moved')).at(-1) ?? null)
      for (let step = 0; step < 3; step += 1) {
        const before = await lastSaid()
        await mover.page.keyboard.press('Alt+Shift+ArrowUp')
        await until(async () => (await lastSaid()).evaluate((line, earlier) => line !== null && line !== earlier, before))
        // The line may be drawn anew, in another group, with the focus on it.
        await mover.page.waitForFunction((id) => document.activeElement?.matches(`[data-provision="${id}"][aria-keyshortcuts]`), clauseId)
      }
    }
    await commandsHeard(mover.page)
    await typeAfter(ilse.page, clauseId, 'A contract', ' ')
    await typeAfter(mateo.page, clauseId, 'fund', ' ')
    await Promise.all([
      ilse.page.keyboard.type(first, { delay: 40 }),
      mateo.page.keyboard.type(second, { delay: 40 }),
      moving(),
      choose(inserter.page, draft.clauseId(above), 'Insert', /^Article before/),
    ])
    for (const { page } of Object.values(people)) {
      await page.waitForFunction((id) => document.querySelector(`[data-clause="${id}"]`)?.getAttribute('aria-label') === 'Article\u00A07', clauseId)
      for (const words of [first, second]) await page.locator(`[data-clause="${clauseId}"] p`).getByText(words).waitFor()
    }
    const [one, ...others] = await Promise.all(Object.values(people).map(({ page }) => labels(page)))
    for (const other of others) expect(other).toEqual(one)
    // The reference to it says its new number, and the caret of whoever inserted an article is in it.
    expect(plain(await referencesTo(mateo.page, referrer, clauseId).first().textContent())).toMatch(/^Article 7\(\d\)$/)
    await inserter.page.keyboard.type('An inserted heading')
    await ilse.page.getByRole('heading', { name: 'An inserted heading' }).waitFor()
    await ilse.page.getByText(/^Saved/).first().waitFor()
    const words = await kept(ilse.context, draft.id, clauseId)
    expect(words).toContain(`A contract ${first}`)
    expect(words).toContain(`fund ${second}`)
  })

  test('a paragraph is split in the middle while another writes in its tail: each letter is there once, where it was typed, on every screen', async () => {
    const { ilse, mateo, mover } = people
    const clauseId = draft.clauseId(written)
    const words = 'these words were typed while the paragraph was split before them'
    const section = ({ page }: Visitor) => page.locator(`[data-clause="${clauseId}"] .law`)
    // Without the names at the carets of others.
    const paragraphs = (person: Visitor) => section(person).locator('p').evaluateAll((all) => all.map((paragraph) => {
      const copy = paragraph.cloneNode(true) as Element
      for (const sign of copy.querySelectorAll('.ProseMirror-widget, [data-not-text]')) sign.remove()
      return (copy.textContent ?? '').replaceAll('\u00A0', ' ')
    }))
    const read = async (expected: readonly string[]) => {
      for (const person of [ilse, mateo, mover]) {
        let seen: readonly string[] = []
        await until(async () => { seen = await paragraphs(person); return seen.join('|') === expected.join('|') }, 10_000, () => `\n${seen.join('|')}\n${expected.join('|')}`)
      }
    }
    const before = await paragraphs(ilse)
    const whole = before.find((text) => text.includes('Before training begins')) ?? ''
    await typeAfter(mateo.page, clauseId, 'Before training begins', ' ')
    await typeAfter(ilse.page, clauseId, 'Before', '')
    const splitting = async () => {
      await section(ilse).getByText(words.slice(0, 12)).waitFor()
      await ilse.page.keyboard.press('Enter')
    }
    await Promise.all([mateo.page.keyboard.type(words, { delay: 60 }), splitting()])
    const after = ['Before', ` training begins ${words}${whole.slice('Before training begins'.length)}`]
    await read(before.flatMap((text) => (text === whole ? after : [text])))
    // The split is taken back; what was typed meanwhile stays.
    await ilse.page.keyboard.press('Control+z')
    await read(before.map((text) => (text === whole ? after.join('') : text)))
    await mateo.page.keyboard.press('Control+z')
    await mateo.page.getByText(/^Saved/).first().waitFor()
  })

  test('a deleted article leaves references that say what it was called, after loading the page again too, and undo makes them whole', async () => {
    const { ilse, mateo } = people
    const [clauseId, referrer] = [draft.clauseId(moved), draft.clauseId(referring)]
    await clauseOn(mateo.page, referrer)
    const before = plain(await referencesTo(mateo.page, referrer, clauseId).first().textContent())
    await choose(ilse.page, clauseId, /^Delete/)
    const dialog = ilse.page.getByRole('dialog', { name: /Delete Article.7\?/ })
    await dialog.getByText(/^Article.3\(/).first().waitFor()
    await dialog.getByRole('button', { name: /^Delete/ }).click()
    const broken = referencesTo(mateo.page, referrer, clauseId).first()
    await mateo.page.waitForFunction(([from, to]) => document.querySelector(`[data-clause="${from}"] a[data-target="${to}"][data-broken]`), [referrer, clauseId])
    expect(plain(await broken.textContent())).toBe(`${before}, deleted`)
    // Whoever comes later has it from the history.
    await mateo.page.reload()
    await mateo.page.locator(`[data-clause="${referrer}"] a[data-broken]`, { hasText: `${before.slice(-4)}, deleted` }).first().waitFor()
    await ilse.page.getByRole('button', { name: 'Undo' }).click()
    for (const { page } of [ilse, mateo]) {
      await page.locator(`[data-clause="${clauseId}"]`).waitFor()
      await page.waitForFunction(() => document.querySelector('a[data-broken]') === null)
      expect(plain(await label(page, clauseId))).toBe('Article 7')
      expect(plain(await referencesTo(page, referrer, clauseId).first().textContent())).toBe(before)
    }
  })

  test('an article that somebody deletes and brings back takes the caret from nobody who has gone on elsewhere', async () => {
    const { ilse, mateo } = people
    const [gone, here] = [draft.clauseId('Education and accessibility'), draft.clauseId('Transparency and traceability')]
    await typeAfter(ilse.page, here, 'shall', '')
    await typeAfter(ilse.page, gone, 'shall', '')
    await choose(mateo.page, gone, /^Delete/)
    const section = ilse.page.locator(`[data-clause="${gone}"]`)
    await section.waitFor({ state: 'detached' })
    await typeAfter(ilse.page, here, 'shall', ' one')
    await mateo.page.getByRole('button', { name: 'Undo', exact: true }).click()
    await section.locator('.ProseMirror').waitFor()
    await ilse.page.keyboard.type(' two')
    await ilse.page.locator(`[data-clause="${here}"]`).getByText('shall one two').waitFor()
    expect(await section.getByText('two').count()).toBe(0)
  })

  test('@ finds a provision by keyboard; a reference shows what it points to, and Enter goes there', async () => {
    const { mateo: { page } } = people
    const [here, target] = [draft.clauseId(written), draft.clauseId(moved)]
    await typeAfter(page, here, 'provider', ' (see @')
    const field = page.getByRole('combobox', { name: 'Refer to a provision' })
    await field.waitFor()
    await page.keyboard.type('creative')
    await page.getByRole('option', { name: new RegExp(moved), selected: true }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator(`[data-clause="${here}"]`).getByText('(see @creative').waitFor()
    for (let letter = 0; letter < '@creative'.length; letter += 1) await page.keyboard.press('Backspace')
    await page.keyboard.type('@7')
    await field.waitFor()
    await page.getByRole('option', { name: /^Article.7 / }).first().waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.keyboard.type(')')
    const reference = referencesTo(page, here, target)
    expect(plain(await reference.textContent())).toBe('Article 7')
    await page.locator(`[data-clause="${here}"]`).getByText('(see').first().waitFor()
    // Over the bracket, onto the reference.
    await page.keyboard.press('ArrowLeft')
    await page.evaluate(() => new Promise((seen) => { requestAnimationFrame(() => requestAnimationFrame(seen)) }))
    await page.keyboard.press('ArrowLeft')
    await page.getByRole('tooltip').getByText(moved).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForFunction((id) => document.activeElement?.getAttribute('data-clause') === id, target)
    // Who refers to it stands at its foot, and leads there.
    await page.locator(`[data-clause="${target}"] [data-referred-by]`).getByRole('link', { name: plain(await label(page, here)).replace(' ', '\u00A0') }).first().click()
    await page.waitForFunction((id) => document.activeElement?.closest('[data-clause]')?.getAttribute('data-clause') === id, here)
    // The caret stands in what refers, and nothing is marked that the next letter would write over.
    await page.waitForFunction((id) => {
      const selection = document.getSelection()
      return selection?.isCollapsed && selection.anchorNode?.parentElement?.closest(`[data-clause="${id}"] [data-block]`)
    }, here)
  })

  test('an article is dragged in the outline into another chapter, moved by a command, and each step is taken back by a key in the outline', async () => {
    const { ilse: { page }, mateo } = people
    const clauseId = draft.clauseId(referring)
    const [was, ids] = [plain(await label(page, clauseId)), await clauseIds(page)]
    const line = (id: string) => page.locator(`[data-provision="${id}"]`)
    await line(clauseId).scrollIntoViewIfNeeded()
    await line(clauseId).hover()
    const from = await page.locator(`[data-grip="${clauseId}"]`).boundingBox()
    const to = await line(draft.clauseId(written)).boundingBox()
    if (!from || !to) throw new Error('the outline is not on the screen')
    await page.mouse.move(from.x + 4, from.y + 8)
    await page.mouse.down()
    await page.mouse.move(from.x + 4, to.y + to.height - 3, { steps: 5 })
    await page.mouse.up()
    await mateo.page.waitForFunction(([id, before]) => document.querySelector(`[data-clause="${before}"] ~ [data-clause]`)?.getAttribute('data-clause') === id, [clauseId, draft.clauseId(written)])
    // Its number follows its place a frame later.
    await page.waitForFunction(([id, name]) => document.querySelector(`[data-clause="${id}"]`)?.getAttribute('aria-label')?.replace('\u00A0', ' ') !== name, [clauseId, was])
    const dragged = plain(await label(page, clauseId))
    await line(clauseId).focus()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'What do you want to do' }).fill(`move ${dragged} up`)
    await page.keyboard.press('Enter')
    await mateo.page.waitForFunction(([id, name]) => document.querySelector(`[data-clause="${id}"]`)?.getAttribute('aria-label')?.replace('\u00A0', ' ') !== name, [clauseId, dragged])
    for (const name of [dragged, was]) {
      await page.keyboard.press('Control+z')
      await mateo.page.waitForFunction(([id, now]) => document.querySelector(`[data-clause="${id}"]`)?.getAttribute('aria-label')?.replace('\u00A0', ' ') === now, [clauseId, name])
      expect(await line(clauseId).evaluate((element) => element === document.activeElement)).toBe(true)
    }
    expect(await clauseIds(page)).toEqual(ids)
  })

  test('on a phone Escape lets go of what is dragged in the outline, and closes the outline only after that', async () => {
    const { ilse: { page } } = people
    const [clauseId, ids] = [draft.clauseId(referring), await clauseIds(page)]
    const before = page.viewportSize()
    await page.setViewportSize({ width: 360, height: 740 })
    await page.getByRole('navigation', { name: 'Parts of this page' }).getByRole('button', { name: 'Outline' }).click()
    const outline = page.getByRole('dialog', { name: 'Outline' })
    const grip = outline.locator(`[data-grip="${clauseId}"]`)
    await grip.scrollIntoViewIfNeeded()
    const from = await grip.boundingBox()
    if (!from) throw new Error('the outline is not on the screen')
    await page.mouse.move(from.x + 4, from.y + 8)
    await page.mouse.down()
    await page.mouse.move(from.x + 4, from.y - 60, { steps: 3 })
    await outline.locator('[data-dragged]').waitFor()
    await page.keyboard.press('Escape')
    await page.waitForFunction(() => document.querySelector('[data-dragged]') === null)
    await page.mouse.up()
    expect(await outline.isVisible()).toBe(true)
    expect(await clauseIds(page)).toEqual(ids)
    await page.keyboard.press('Escape')
    await outline.waitFor({ state: 'detached' })
    if (before) await page.setViewportSize(before)
  })

  test('an article is split at the caret while another writes in what goes, and joined again: the other writes on where they were, and no page has failed', async () => {
    const { mateo, ilse } = people
    const here = draft.clauseId(written)
    const name = plain(await label(ilse.page, here))
    const words = 'what is written here goes along with its paragraph'
    await typeAfter(mateo.page, here, 'Before training begins', ' ')
    await typeAfter(ilse.page, here, 'provider', '')
    await Promise.all([mateo.page.keyboard.type(words, { delay: 60 }), choose(ilse.page, here, 'Split here')])
    await ilse.page.keyboard.type('The rest')
    await mateo.page.getByRole('heading', { name: 'The rest' }).waitFor()
    const rest = await mateo.page.getByRole('heading', { name: 'The rest' }).evaluate((heading) => heading.closest('[data-clause]')?.getAttribute('data-clause') ?? '')
    for (const { page } of [ilse, mateo]) await page.locator(`[data-clause="${rest}"]`).getByText(`Before training begins ${words}`).waitFor()
    await choose(ilse.page, rest, new RegExp(`^Join to ${name.replace(' ', '.')}$`))
    for (const { page } of [ilse, mateo]) {
      for (const text of ['The rest', `Before training begins ${words}`]) await page.locator(`[data-clause="${here}"]`).getByText(text).waitFor()
    }
    for (const { errors } of Object.values(people)) expect(errors).toEqual([])
  })
})
