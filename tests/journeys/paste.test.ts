import { build } from 'esbuild'
import fc from 'fast-check'
import fs from 'node:fs'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PastePlace } from '#domain/text/pasted/law.ts'
import { lawHtml } from '#domain/text/copied.ts'
import { expected } from '#tests/client/paste/expected.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { type RunningParley, runParley } from '#tests/support/running.ts'
import { clauseOn, type DraftFacts, enterAs, seededDraft, type Visitor } from '#tests/support/visitor.ts'
import { markWords } from '#tests/support/writing.ts'

declare global {
  // What tests/client/paste/readInPage.ts puts there.
  function readPasted(html: string, place: PastePlace): { blocks?: string[]; provisions?: string[][]; losses?: string[]; piece?: string }
  function faultsOf(html: string): string[]
}

const fixture = (name: string) => fs.readFileSync(`tests/client/paste/fixtures/${name}.html`, 'utf8')
const inArticle: PastePlace = { kind: 'article', isDefinitions: false, unmarked: 'paragraph' }

let browser: Browser
beforeAll(async () => { browser = await launchBrowser() })
afterAll(() => browser?.close())

describe('markup, read by a real browser', () => {
  let page: Page
  beforeAll(async () => {
    const { outputFiles: [bundle] } = await build({ entryPoints: ['tests/client/paste/readInPage.ts'], bundle: true, write: false, format: 'iife', target: 'es2022' })
    page = await browser.newPage()
    await page.evaluate(bundle?.text ?? '')
  })
  afterAll(() => page?.close())
  const read = (html: string, place = inArticle) => page.evaluate(([source, where]) => readPasted(source, where), [html, place] as const)

  test.each(Object.keys(expected))('%s: structure is found, numbers are no words, what cannot be kept is told', async (name) => {
    expect(await read(fixture(name))).toEqual(expected[name])
    expect(await page.title()).toBe('')
  })

  test('what was copied from a page of Parley is the same law again, with references to what is here', async () => {
    const block = (type: 'heading' | 'paragraph' | 'point' | 'row' | 'cell' | 'note', number: string | null, ...inlines: ({ text: string } | { crossReference: { target: string; block: string | null; form: 'full' | 'note' } })[]) => ({ block: { type, id: type, inlines }, number })
    const html = lawHtml([
      { kind: 'chapter', isWhole: true, label: 'Chapter II', blocks: [block('heading', null, { text: 'Duties' })] },
      { kind: 'article', isWhole: true, label: 'Article 3', blocks: [
        block('heading', null, { text: 'Scope' }), block('paragraph', '1.', { text: 'See ' }, { crossReference: { target: 'here', block: null, form: 'full' } }, { text: ' and ' }, { crossReference: { target: 'gone', block: null, form: 'full' } }, { crossReference: { target: 'x', block: 'note', form: 'note' } }),
        block('point', '(a)', { text: '(b) said twice' }), block('row', null, { text: 'A' }), block('cell', null), block('note', '1', { text: 'A note.' }),
      ] },
      { kind: 'recital', isWhole: true, label: '(4)', blocks: [block('paragraph', null, { text: 'Reasons.' })] },
    ], { language: 'en', labelOf: ({ form }) => (form === 'note' ? '1' : 'Article 7'), brokenReference: '' })
    expect(await read(html)).toEqual({
      blocks: [], losses: [],
      provisions: [['chapter', 'heading: Duties'], ['article', 'heading: Scope', 'paragraph: See {→ here} and Article 7{→ note}', 'point: (b) said twice', 'row: A', 'cell: ', 'note: A note.'], ['recital', 'plain: Reasons.']],
    })
  })

  test('whatever the markup is, only legal structure comes of it', async () => {
    const tags = ['p', 'div', 'span', 'b', 'i', 'u', 's', 'sub', 'sup', 'a', 'h1', 'h3', 'ol', 'ul', 'li', 'table', 'tr', 'td', 'th', 'br', 'img', 'script', 'svg', 'del', 'pre', 'o:p']
    const attributes = fc.constantFrom('', ' style="font-weight:bold"', ' style="vertical-align:super;mso-list:l0 level2 lfo1"', ' href="javascript:alert(1)"', ' href="https://example.org/"', ' data-type="point" data-node="article"', ' data-target="x" data-form="full"', ' data-note="n"', ' id="sdfootnote1"', ' href="#_ftn1"', ' href="#_ftnref1"', ' colspan="9999"', ' rowspan="9999"', ' aria-level="9"', ' hidden', ' class="MsoTitle"')
    const words = fc.constantFrom('Article 1', '(a) ', '1. ', 'words', ' ', '\u0000', '–', '<', '&lt;script>', '\n')
    const { markup } = fc.letrec<{ markup: string; element: string }>((tie) => ({
      markup: fc.array(fc.oneof({ weight: 2, arbitrary: words }, tie('element')), { maxLength: 5, depthIdentifier: 'markup' }).map((parts) => parts.join('')),
      element: fc.tuple(fc.constantFrom(...tags), attributes, tie('markup'), fc.boolean()).map(([tag, attribute, inner, isClosed]) => `<${tag}${attribute}>${inner}${isClosed ? `</${tag}>` : ''}`),
    }))
    const samples = fc.sample(markup, { numRuns: 600, seed: 20261127 })
    const faults = await page.evaluate((all) => all.flatMap((html) => faultsOf(html).map((fault) => `${fault} of ${html}`)), samples)
    expect(faults).toEqual([])
  })
})

describe.sequential('on the page', () => {
  let parley: RunningParley
  let ilse: Visitor
  let draft: DraftFacts
  beforeAll(async () => {
    parley = await runParley()
    ilse = await enterAs(browser, parley.origin, 'policymaker')
    draft = await seededDraft(ilse)
    await ilse.page.goto(`/drafts/${draft.id}`)
  })
  afterAll(async () => { await ilse?.context.close(); await parley?.stop() })

  const editorOf = async (heading: string) => {
    const editor = (await clauseOn(ilse.page, draft.clauseId(heading))).locator('.ProseMirror')
    await editor.waitFor()
    return editor
  }
  const paste = (editor: Locator, html: string, text: string) => editor.evaluate((element, [markup, plain]) => {
    const data = new DataTransfer()
    if (markup) data.setData('text/html', markup)
    data.setData('text/plain', plain)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  }, [html, text] as const)
  const caretAtEnd = (block: Locator) => block.evaluate((element) => {
    element.closest<HTMLElement>('.ProseMirror')?.focus()
    document.getSelection()?.selectAllChildren(element)
    document.getSelection()?.collapseToEnd()
  })
  const copy = (page: Page) => page.evaluate(() => {
    const data = new DataTransfer()
    const place = document.activeElement?.closest('.ProseMirror') ?? document.body
    place.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }))
    return { html: data.getData('text/html'), text: data.getData('text/plain') }
  })
  const dialog = () => ilse.page.getByRole('dialog', { name: 'Insert what you pasted?' })
  const headings = () => ilse.page.locator('[data-clause] [data-type="heading"]').allTextContents()

  test('a piece of a paragraph goes in at once, with its emphasis and without what it may not bring', async () => {
    const editor = await editorOf('Data governance')
    await markWords(ilse.page, draft.clauseId('Data governance'), 'provider')
    await ilse.page.evaluate(() => document.getSelection()?.collapseToEnd())
    await paste(editor, '<html><body>\r\n<!--StartFragment--><span style="color:red">&nbsp;of a <b onclick="alert(1)">large</b> <a href="javascript:alert(1)">system</a></span><!--EndFragment-->\r\n</body></html>', 'plain')
    await editor.locator('strong', { hasText: 'large' }).waitFor()
    expect(await editor.textContent()).toContain('a provider of a large system shall')
    expect(await editor.locator('a[href^="javascript"], [onclick], [style*="color"]').count()).toBe(0)
    expect(await dialog().count()).toBe(0)
  })

  test('articles from Word are shown with their numbers, inserted by one key, and taken back by one undo', async () => {
    const before = await headings()
    await paste(await editorOf('Data governance'), fixture('word'), 'plain')
    await dialog().waitFor()
    await dialog().getByText('1 chapter and 1 article').waitFor()
    await dialog().getByText('Article 13', { exact: true }).waitFor()
    await dialog().getByText('1 comment is left out.').waitFor()
    await ilse.page.keyboard.press('Enter')
    await ilse.page.getByRole('status').getByText('Inserted: 1 chapter and 1 article').waitFor({ state: 'attached' })
    await ilse.page.locator('[data-clause] [data-type="heading"]', { hasText: 'Objet' }).waitFor()
    // The caret is in what came, so that the next keys go there.
    await ilse.page.waitForFunction(() => document.activeElement?.closest('[data-clause]')?.textContent?.includes('Dispositions générales'))
    const after = await headings()
    expect(after.slice(after.indexOf('Dispositions générales')).slice(0, 2)).toEqual(['Dispositions générales', 'Objet'])
    await ilse.page.keyboard.press('Control+z')
    await ilse.page.locator('[data-clause] [data-type="heading"]', { hasText: 'Objet' }).waitFor({ state: 'detached' })
    expect(await headings()).toEqual(before)
  })

  test('paragraphs and points go into the clause, numbered on, and Escape leaves everything as it was', async () => {
    const editor = await editorOf('Transparency and traceability')
    const before = await editor.textContent()
    const next = `${await editor.locator('[data-type="paragraph"]').count() + 1}.`
    await caretAtEnd(editor.locator('[data-type="paragraph"]').last())
    await paste(editor, '', '1. First of the new:\n(a) a point;\n(b) another.')
    await dialog().waitFor()
    expect(await dialog().locator('[data-type="paragraph"]').getAttribute('data-number')).toBe(next)
    await ilse.page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'hidden' })
    expect(await editor.textContent()).toBe(before)
    await ilse.page.waitForFunction(() => document.activeElement?.classList.contains('ProseMirror'))
    await paste(editor, '', '1. First of the new:\n(a) a point;\n(b) another.')
    await dialog().getByRole('button', { name: 'Insert as structure' }).click()
    await editor.locator('[data-type="point"][data-number="(b)"]', { hasText: 'another.' }).waitFor()
    expect(await editor.locator('[data-type="paragraph"]', { hasText: 'First of the new:' }).getAttribute('data-number')).toBe(next)
  })

  test('a table comes as rows and cells, and lines pasted into a cell stay in it', async () => {
    const editor = await editorOf('Transparency and traceability')
    await caretAtEnd(editor.locator('[data-type="paragraph"]').last())
    await paste(editor, '<table><tr><th><p>Kind</p></th><th>Rate</th></tr><tr><td>Film</td><td><p>1 %</p><p>2 %</p></td></tr></table>', 'plain')
    await dialog().waitFor()
    expect(await dialog().locator('table tr').evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)))).toEqual([['Kind', 'Rate'], ['Film', '1 % 2 %']])
    await dialog().getByRole('button', { name: 'Insert as structure' }).click()
    const cells = editor.locator('[data-type="row"], [data-type="cell"]')
    await expect.poll(() => cells.allTextContents()).toEqual(['Kind', 'Rate', 'Film', '1 % 2 %'])
    await caretAtEnd(cells.nth(2))
    await paste(editor, '<p>and <b>video</b></p><p>at home</p>', 'plain')
    await expect.poll(() => cells.allTextContents()).toEqual(['Kind', 'Rate', 'Filmand video at home', '1 % 2 %'])
    await paste(editor, '', '\nor\r\nelsewhere')
    await expect.poll(() => cells.allTextContents()).toEqual(['Kind', 'Rate', 'Filmand video at homeor elsewhere', '1 % 2 %'])
    expect(await dialog().count()).toBe(0)
    for (const _ of [1, 2, 3]) await ilse.page.keyboard.press('Control+z')
    await expect.poll(() => cells.count()).toBe(0)
  })

  test('copied words carry numbers and labels for others, and stay references here', async () => {
    const id = draft.clauseId('Data governance')
    const editor = await editorOf('Data governance')
    await editor.evaluate((element) => {
      (element as HTMLElement).focus()
      document.getSelection()?.selectAllChildren(element)
    })
    const label = await editor.locator('a[data-target]').first().textContent()
    // The editor hears of a selection a moment later.
    await expect.poll(async () => (await copy(ilse.page)).html).toContain('data-pm-slice')
    const copied = await copy(ilse.page)
    expect(copied.text).toMatch(/^Article\u00A010\nData governance\n1\. /)
    expect(copied.text).toContain('\n  (a) ')
    expect(copied.text).toContain(label)
    expect(copied.html).toContain('<span data-number="">1.&nbsp;</span>')
    const other = await editorOf('Transparency and traceability')
    const references = await other.locator('a[data-target]').count()
    await caretAtEnd(other.locator('[data-type="paragraph"]').last())
    await paste(other, copied.html, copied.text)
    await expect.poll(() => other.locator('a[data-target]').count()).toBeGreaterThan(references)
    expect(await other.textContent()).not.toContain('(a)')
    const ids = await ilse.page.evaluate(([one, two]) => [one, two].map((clause) => [...document.querySelectorAll(`[data-clause="${clause}"] [data-block]`)].map((block) => block.getAttribute('data-block'))), [id, draft.clauseId('Transparency and traceability')])
    expect(new Set(ids.flat()).size).toBe(ids.flat().length)
  })

  test('the reading view is one page without an editor: all of it is copied with numbers, it follows what others write, and it prints as a law', async () => {
    const tariq = await enterAs(browser, parley.origin, 'civilSociety', { colorScheme: 'dark' })
    const { page } = tariq
    const scripts: string[] = []
    page.on('request', (request) => { if (/editor|takePaste|writingTools/i.test(request.url())) scripts.push(request.url()) })
    await page.goto(`/drafts/${draft.id}/read`)
    await page.locator('[data-clause] [data-type="paragraph"]').first().waitFor()
    await page.getByRole('navigation', { name: 'Contents' }).getByRole('link', { name: /Article.10 Data governance/ }).waitFor()
    expect(await page.locator('[contenteditable="true"]').count()).toBe(0)
    // Somebody writes: the page follows.
    const editor = await editorOf('Data governance')
    await markWords(ilse.page, draft.clauseId('Data governance'), 'large')
    await ilse.page.evaluate(() => document.getSelection()?.collapseToEnd())
    await editor.press('X')
    await page.getByText('largeX').waitFor()
    // Across clauses, in the middle of words.
    await page.evaluate(([first, last]) => {
      const texts = (clause: string | undefined) => document.createTreeWalker(document.querySelector(`[data-clause="${clause}"] [data-type="paragraph"]`) ?? document, NodeFilter.SHOW_TEXT).nextNode() ?? document
      document.getSelection()?.setBaseAndExtent(texts(first), 3, texts(last), 5)
    }, [draft.clauseId('Data governance'), draft.clauseId('Transparency and traceability')])
    await expect.poll(async () => (await copy(page)).text).toContain('\n\nArticle\u00A011\nTransparency and traceability\n1. ')
    const part = await copy(page)
    expect(part.text).not.toContain('Article\u00A010\n')
    expect(part.html).not.toContain('data-pm-slice')
    await page.keyboard.press('Control+a')
    const all = await copy(page)
    expect(all.text).toMatch(/\(1\) [\s\S]*Chapter\u00A0I\nGeneral provisions\n\nArticle\u00A01\n/)
    expect(all.html.match(/<h3 data-node="article"/g)?.length).toBe(await page.locator('[data-clause] h3').count())
    expect(scripts).toEqual([])

    const cdp = await tariq.context.newCDPSession(page)
    const { data } = await cdp.send('Page.printToPDF', { preferCSSPageSize: true, generateTaggedPDF: true, generateDocumentOutline: true })
    const pdf = Buffer.from(data, 'base64').toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length).toBeGreaterThan(5)
    for (const heading of ['Data governance', 'General provisions']) expect(pdf).toContain(`(${heading})`)
    await page.emulateMedia({ media: 'print' })
    const paper = await page.evaluate(() => ({
      ink: getComputedStyle(document.querySelector('[data-type="paragraph"]') ?? document.body).color, ground: getComputedStyle(document.body).backgroundColor,
      seen: ['header nav', 'nav', 'button'].filter((way) => [...document.querySelectorAll(way)].some((element) => element.getClientRects().length > 0)),
      head: document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules]).map((rule) => rule.cssText).join(' '),
    }))
    expect(paper).toMatchObject({ ink: 'rgb(0, 0, 0)', ground: 'rgb(255, 255, 255)', seen: [] })
    expect(paper.head).toContain('"Framework for AI-Generated Video"')
    expect(paper.head).toContain('counter(page)')
    expect(tariq.errors).toEqual([])
    await tariq.context.close()
  })

  test('one key goes from writing to reading and back', async () => {
    await ilse.page.keyboard.press('Control+Alt+r')
    await ilse.page.waitForURL(/\/read$/)
    await ilse.page.getByRole('link', { name: 'Open the draft' }).waitFor()
    await ilse.page.keyboard.press('Control+Alt+r')
    await ilse.page.waitForURL(/\/drafts\/[^/]+$/)
  })

  test('the palette leads to the reading view and to paper', async () => {
    const { page } = ilse
    const dialogs = page.getByRole('dialog', { name: 'Commands' })
    await page.getByRole('button', { name: 'Commands' }).click()
    await dialogs.getByRole('option', { name: /^Reading view/ }).waitFor()
    await page.evaluate(() => { window.print = () => { document.body.dataset.printed = document.querySelector('[data-clause] [data-type="paragraph"]')?.textContent ?? '' } })
    await page.keyboard.type('print the whole')
    await dialogs.getByRole('option', { name: 'Print the whole text' }).click()
    await page.locator('body[data-printed]:not([data-printed=""])').waitFor()
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(`/drafts/${draft.id}/read`)
    expect(ilse.errors).toEqual([])
  })
})
