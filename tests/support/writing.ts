import type { Page } from 'playwright-core'
import { clauseOn } from './visitor.ts'

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
