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
