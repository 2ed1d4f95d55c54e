import type { BrowserContext, Page } from 'playwright-core'
import { clauseOn } from './visitor.ts'

/** Types at the beginning of the first paragraph of a clause. */
export async function write(page: Page, clauseId: string, words: string, delay = 10) {
  const section = await clauseOn(page, clauseId)
  await section.locator('.ProseMirror').waitFor()
  await section.locator('.ProseMirror').evaluate((editor) => {
    const paragraph = editor.querySelector('[data-type="paragraph"]')
    const text = paragraph && document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode()
    if (!text) throw new Error('the clause has no paragraph with words')
    ;(editor as HTMLElement).focus()
    document.getSelection()?.collapse(text, 0)
  })
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
export async function markWords(page: Page, clauseId: string, words: string) {
  const section = await clauseOn(page, clauseId)
  await section.locator('.law').getByText(words).first().waitFor()
  await section.locator('.law').evaluate((law, marked) => {
    const walker = document.createTreeWalker(law, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(marked) ?? -1
      if (at < 0) continue
      node.parentElement?.scrollIntoView({ block: 'center' })
      law.querySelector<HTMLElement>('.ProseMirror')?.focus({ preventScroll: true })
      document.getSelection()?.setBaseAndExtent(node, at, node, at + marked.length)
      return
    }
    throw new Error(`“${marked}” is not in the clause`)
  }, words)
}

/** Puts the caret after the last letter of the given words of a clause and types there. */
export async function typeAfter(page: Page, clauseId: string, words: string, typed: string) {
  const section = await clauseOn(page, clauseId)
  await section.locator('.ProseMirror').waitFor()
  await markWords(page, clauseId, words)
  await page.evaluate(() => document.getSelection()?.collapseToEnd())
  await page.keyboard.type(typed, { delay: 20 })
}
