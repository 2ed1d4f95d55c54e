import type { BrowserContext, Page } from 'playwright-core'
import { until } from './until.ts'
import { clauseOn } from './visitor.ts'

/** Types at the beginning of the first paragraph of a clause. */
export async function write(page: Page, clauseId: string, words: string, delay = 10) {
  const section = await clauseOn(page, clauseId)
  await section.locator('.ProseMirror').waitFor()
  await until(() => section.locator('.ProseMirror').evaluate(async (editor) => {
    const paragraph = editor.querySelector('[data-type="paragraph"]')
    const text = paragraph && document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode()
    const selection = document.getSelection()
    if (!text || !selection) throw new Error('the clause has no paragraph with words')
    ;(editor as HTMLElement).focus()
    const stands = () => selection.isCollapsed && selection.anchorNode === text && selection.anchorOffset === 0
    if (stands()) return true
    const told = new Promise((resolve) => { document.addEventListener('selectionchange', resolve, { once: true }) })
    selection.collapse(text, 0)
    await told
    return stands()
  }))
  await page.keyboard.type(words, { delay })
}

/** What the server says the words of a clause are. */
export async function kept({ request }: BrowserContext, draftId: string, clauseId: string): Promise<string> {
  const { clauses } = await (await request.get(`/api/drafts/${draftId}`)).json() as { clauses: { id: string; text: string }[] }
  return clauses.find(({ id }) => id === clauseId)?.text ?? ''
}

export interface OnDevice { readonly waiting: unknown[]; readonly rescue: { readonly clauseId: string; readonly because: string; readonly blocks: { readonly id: string; readonly text: string }[] }[] }

/** What the browser of a page keeps of a person. */
export const onDevice = (page: Page, userId: string): Promise<OnDevice> => page.evaluate(async (name) => {
  const asked = <T>(request: IDBRequest<T>) => new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const db = await asked(indexedDB.open(name))
  const all = (store: string) => asked(db.transaction(store).objectStore(store).getAll())
  const found = { waiting: await all('waiting'), rescue: await all('rescue') }
  db.close()
  return found
}, `parley:${userId}`)

/** Marks the given words of a clause, as dragging over them would. They stand in one run of text. */
export const markWords = (page: Page, clauseId: string, words: string) => select(page, clauseId, words, { caret: false })

/** Puts the caret after the last letter of the given words of a clause and types there. */
export async function typeAfter(page: Page, clauseId: string, words: string, typed: string) {
  const section = await clauseOn(page, clauseId)
  await section.locator('.ProseMirror').waitFor()
  await select(page, clauseId, words, { caret: true })
  await page.keyboard.type(typed, { delay: 20 })
}

/**
 * Marks words, or puts the caret behind them, and waits until the editor has been told. A hand moves the caret by keys and clicks, at which
 * an editor looks; of one that a script moves it hears a moment later, and letters of others that come between put it back: then again.
 */
async function select(page: Page, clauseId: string, words: string, { caret }: { caret: boolean }) {
  const law = (await clauseOn(page, clauseId)).locator('.law')
  await law.getByText(words).first().waitFor()
  await until(() => law.evaluate(async (within, { marked, isCaret }) => {
    const selection = document.getSelection()
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT)
    let node = walker.nextNode()
    while (node && !node.textContent?.includes(marked)) node = walker.nextNode()
    if (!node || !selection) throw new Error(`“${marked}” is not in the clause`)
    const at = node.textContent?.indexOf(marked) ?? 0
    const [from, to] = [isCaret ? at + marked.length : at, at + marked.length]
    const stands = () => selection.anchorNode === node && selection.anchorOffset === from && selection.focusNode === node && selection.focusOffset === to
    node.parentElement?.scrollIntoView({ block: 'center' })
    within.querySelector<HTMLElement>('.ProseMirror')?.focus({ preventScroll: true })
    if (stands()) return true
    const told = new Promise((resolve) => { document.addEventListener('selectionchange', resolve, { once: true }) })
    selection.setBaseAndExtent(node, from, node, to)
    await told
    return stands()
  }, { marked: words, isCaret: caret }))
}
