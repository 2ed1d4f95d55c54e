import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '#tests/support/browser.ts'
import { type RunningParley, runParley } from '#tests/support/running.ts'
import { until } from '#tests/support/until.ts'
import { clauseOn, type DraftFacts, enterAs, seededDraft, type Visitor } from '#tests/support/visitor.ts'
import { kept, markWords, typeAfter } from '#tests/support/writing.ts'

let parley: RunningParley
let browser: Browser
let draft: DraftFacts
let clauseId: string
let ilse: Visitor
let mateo: Visitor

beforeAll(async () => {
  parley = await runParley()
  browser = await launchBrowser()
  ;[ilse, mateo] = [await enterAs(browser, parley.origin, 'policymaker'), await enterAs(browser, parley.origin, 'policymaker-2')]
  draft = await seededDraft(ilse)
  clauseId = draft.clauseId('Creative work and performers')
  await Promise.all([ilse, mateo].map(({ page }) => page.goto(`/drafts/${draft.id}`)))
})
afterAll(async () => {
  await browser?.close()
  await parley?.stop()
})

/** The words of the paragraph that begins with "A contract", without the carets of others, which stand among them. */
const paragraph = (page: Page) => page.locator(`[data-clause="${clauseId}"] [data-type="paragraph"]`).first().evaluate((block) => {
  const copy = block.cloneNode(true) as HTMLElement
  for (const caret of copy.querySelectorAll('.ProseMirror-widget, [data-not-text]')) caret.remove()
  return copy.textContent ?? ''
})

async function caretAfter(page: Page, words: string) {
  await (await clauseOn(page, clauseId)).locator('.ProseMirror').waitFor()
  await markWords(page, clauseId, words)
  await page.evaluate(() => document.getSelection()?.collapseToEnd())
}

/** Composes as an input method does: each state of the word in the place of the one before. */
const compose = async (keyboard: CDPSession, states: readonly string[]) => {
  for (const text of states) await keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
}

describe.sequential('a word is composed with an input method', () => {
  test.each([
    { language: 'Japanese', states: ['ｋ', 'け', 'けい', 'けいや', 'けいやｋ', 'けいやく', '契約'], word: '契約' },
    { language: 'Chinese', states: ['h', 'he', 'het', 'heto', 'hetong', '合同'], word: '合同' },
    { language: 'Korean', states: ['ㄱ', '계', '계ㅇ', '계약'], word: '계약' },
  ])('$language, while another writes in the same paragraph: neither loses anything, and the composition is not torn', async ({ language, states, word }) => {
    const keyboard = await ilse.context.newCDPSession(ilse.page)
    await caretAfter(ilse.page, 'A contract')
    await compose(keyboard, states.slice(0, -1))
    const composed = states.at(-2) ?? ''
    expect(await paragraph(ilse.page)).toContain(`A contract${composed}`)
    await typeAfter(mateo.page, clauseId, 'valid only', ` [${language}]`)
    // It is saved, and would be here long since; the paragraph that is composed in stands still until the word is done.
    await expect.poll(() => kept(mateo.context, draft.id, clauseId)).toContain(`[${language}]`)
    expect(await paragraph(ilse.page)).not.toContain(`[${language}]`)
    expect(await paragraph(ilse.page)).toContain(`A contract${composed}`)
    await compose(keyboard, states.slice(-1))
    await keyboard.send('Input.insertText', { text: word })
    await expect.poll(() => paragraph(ilse.page)).toContain(`[${language}]`)
    expect((await paragraph(ilse.page)).split(word)).toHaveLength(2)
    expect(await paragraph(ilse.page)).toContain(`A contract${word}`)
    await expect.poll(() => paragraph(mateo.page)).toBe(await paragraph(ilse.page))
    // What was typed on the way is nobody's words.
    expect(await kept(ilse.context, draft.id, clauseId)).toContain(`A contract${word}`)
    await keyboard.detach()
  })

  test('and one undo takes the word back, not what the other wrote meanwhile', async () => {
    await ilse.page.locator(`[data-clause="${clauseId}"] .ProseMirror`).focus()
    await ilse.page.keyboard.press('Control+z')
    await expect.poll(() => paragraph(ilse.page)).not.toContain('계약')
    expect(await paragraph(ilse.page)).toContain('[Korean]')
    await expect.poll(() => paragraph(mateo.page)).toBe(await paragraph(ilse.page))
    for (const { errors } of [ilse, mateo]) expect(errors).toEqual([])
  })
})

describe.sequential('whoever writes on at once when a provision is inserted', () => {
  test('has every key and every composed word in it, as typed, and none where the caret was', async () => {
    const { page, context, errors } = ilse
    const keyboard = await context.newCDPSession(page)
    const before = await paragraph(page)
    await caretAfter(page, 'A contract')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'What do you want to do' }).waitFor()
    await page.keyboard.type('insert an article after')
    // Nothing here waits for the new provision.
    await page.keyboard.press('Enter')
    await compose(keyboard, ['け', 'けいやく'])
    await keyboard.send('Input.insertText', { text: '契約' })
    await page.keyboard.type(' at work')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Called "contract".')
    const inserted = page.locator(`[data-clause="${clauseId}"] + [data-clause] .ProseMirror`)
    await expect.poll(() => inserted.locator('[data-block]').allTextContents()).toEqual(['契約 at work', 'Called “contract”.'])
    expect(await paragraph(page)).toBe(before)
    expect(await page.locator('textarea.visually-hidden').count()).toBe(0)
    // What the page takes to be read is what is written, however short it is.
    const insertedId = await page.locator(`[data-clause="${clauseId}"] + [data-clause]`).getAttribute('data-clause')
    await page.locator(`[data-provision="${insertedId}"][aria-current]`).waitFor()
    expect(await page.locator('[data-provision][aria-current]').count()).toBe(1)
    await keyboard.detach()
    expect(errors).toEqual([])
  })
})

describe.sequential('whoever writes for a provision that somebody takes out before the caret is in it', () => {
  test('finds the words among those that were not kept', async () => {
    const { page } = ilse
    const following = () => mateo.page.locator(`[data-clause="${clauseId}"] + [data-clause]`).getAttribute('data-clause')
    const before = await following()
    await caretAfter(page, 'A contract')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'What do you want to do' }).waitFor()
    // This page is so slow that the caret is on its way until it may draw again.
    await page.evaluate(() => {
      const [draw, waiting] = [window.requestAnimationFrame.bind(window), [] as FrameRequestCallback[]]
      window.requestAnimationFrame = (act) => waiting.push(act)
      Object.assign(window, { drawAgain: () => { window.requestAnimationFrame = draw; for (const act of waiting) draw(act) } })
    })
    await page.keyboard.type('insert an article after')
    await page.keyboard.press('Enter')
    await page.locator('textarea.visually-hidden').waitFor({ state: 'attached' })
    await page.keyboard.type('Performers are asked first.')
    await expect.poll(following).not.toBe(before)
    const section = await clauseOn(mateo.page, await following() ?? '')
    await section.hover()
    await section.getByRole('button', { name: /^Acts on/ }).click()
    await mateo.page.getByRole('menuitem', { name: /^Delete/ }).click()
    await expect.poll(following).toBe(before)
    await page.evaluate(() => (window as unknown as { drawAgain: () => void }).drawAgain())
    await page.getByText('Performers are asked first.').waitFor()
    await page.getByText('There was no provision to write them in').waitFor()
    // What else floats at the foot of the screen stands over that, not on it.
    const next = await clauseOn(page, before ?? '')
    await next.hover()
    await next.getByRole('button', { name: /^Acts on/ }).click()
    await page.getByRole('menuitem', { name: /^Delete/ }).click()
    const notices = page.getByRole('group').filter({ has: page.getByRole('button', { name: /^(Undo|Show them)$/ }) })
    await expect.poll(() => notices.count()).toBe(2)
    const [upper, lower] = (await Promise.all([notices.first().boundingBox(), notices.last().boundingBox()])).sort((a, b) => (a?.y ?? 0) - (b?.y ?? 0))
    expect((upper?.y ?? 0) + (upper?.height ?? 0)).toBeLessThan(lower?.y ?? 0)
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect.poll(() => page.locator(`[data-clause="${before}"]`).count()).toBe(1)
    // Their list is at the head of the page, and the person far from it.
    await page.getByRole('button', { name: 'Show them' }).click()
    await expect.poll(() => page.locator('#rescue').evaluate((heading) => heading === document.activeElement && heading.getBoundingClientRect().top > 0)).toBe(true)
    await page.getByRole('group', { name: 'Some of your words were not kept.' }).waitFor({ state: 'detached' })
    expect(await page.locator('textarea.visually-hidden').count()).toBe(0)
  })
})

describe.sequential('words from right to left are written into a paragraph from left to right', () => {
  const word = 'عقد'
  const bothRead = async (words: string) => { for (const { page } of [ilse, mateo]) await expect.poll(() => paragraph(page), { timeout: 10_000 }).toBe(words) }
  /** Whether the first letter of the word is drawn to the right of its last. A caret on its way may stand between them. */
  const runsLeft = (page: Page) => page.locator(`[data-clause="${clauseId}"] [data-type="paragraph"]`).first().evaluate((block, letters) => {
    const [first = 0, last = 0] = [letters.charAt(0), letters.charAt(letters.length - 1)].map((letter) => {
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
      while (walker.nextNode()) {
        const at = walker.currentNode.textContent?.indexOf(letter) ?? -1
        if (at < 0) continue
        const range = document.createRange()
        range.setStart(walker.currentNode, at)
        range.setEnd(walker.currentNode, at + 1)
        return range.getBoundingClientRect().left
      }
      throw new Error('the word is not there')
    })
    return first > last
  }, word)

  test('they stand for every reader as they were typed, the caret stays behind them while another writes, and each takes back their own', async () => {
    const before = await paragraph(ilse.page)
    const withWords = (words: string) => before.replace('A contract', `A contract${words}`)
    await typeAfter(ilse.page, clauseId, 'A contract', ` ${word}`)
    await bothRead(withWords(` ${word}`))
    for (const { page } of [ilse, mateo]) expect(await runsLeft(page)).toBe(true)
    // Another writes before the word; the next keys are still behind it, and take letters as they were typed.
    await typeAfter(mateo.page, clauseId, 'A contract', ' [هنا]')
    await bothRead(withWords(` [هنا] ${word}`))
    await ilse.page.keyboard.type('ي 12')
    await bothRead(withWords(` [هنا] ${word}ي 12`))
    for (let key = 0; key < 'ي 12'.length; key += 1) await ilse.page.keyboard.press('Backspace')
    await bothRead(withWords(` [هنا] ${word}`))
    // Whoever types slowly takes it back in more than one step.
    await until(async () => {
      await ilse.page.keyboard.press('Control+z')
      return await paragraph(ilse.page) === withWords(' [هنا]')
    })
    await bothRead(withWords(' [هنا]'))
    await mateo.page.keyboard.press('Control+z')
    await bothRead(before)
    for (const { errors } of [ilse, mateo]) expect(errors).toEqual([])
  })
})
