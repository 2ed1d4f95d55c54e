import type { Browser, BrowserContext, Page } from 'playwright-core'
import { until } from './until.ts'

/** A person of the demo with a browser of their own. */
export interface Visitor { readonly context: BrowserContext; readonly page: Page; readonly errors: string[] }

export async function enterAs(browser: Browser, origin: string, persona: string | null, options: Parameters<Browser['newContext']>[0] = {}): Promise<Visitor> {
  const context = await browser.newContext({ baseURL: origin, viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...options })
  if (persona) {
    const entered = await context.request.post('/api/demo/sign-in', { data: { persona } })
    if (!entered.ok()) throw new Error(`${persona} could not enter: ${entered.status()}`)
  }
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  return { context, page, errors }
}

export interface DraftFacts { readonly id: string; readonly workspaceId: string; clauseId(heading: string): string }

/** The seeded draft, and its clauses by their headings. */
export async function seededDraft({ context }: Visitor): Promise<DraftFacts> {
  const { drafts: [summary] } = await (await context.request.get('/api/drafts')).json() as { drafts: { id: string; workspaceId: string }[] }
  if (!summary) throw new Error('the demo has a draft')
  const { clauses } = await (await context.request.get(`/api/drafts/${summary.id}`)).json() as { clauses: { id: string; heading: string | null }[] }
  return {
    ...summary,
    clauseId: (heading) => {
      const clause = clauses.find((candidate) => candidate.heading === heading)
      if (!clause) throw new Error(`there is no clause “${heading}”`)
      return clause.id
    },
  }
}

/** Until the keys of commands are heard, which come when the page has nothing better to do. */
export async function commandsHeard(page: Page): Promise<void> {
  const palette = page.getByRole('dialog', { name: 'Commands' })
  await until(async () => {
    await page.keyboard.press('Control+k')
    return palette.isVisible()
  })
  await page.keyboard.press('Escape')
  await palette.waitFor({ state: 'hidden' })
}

/** The section of a clause on the draft page, scrolled to. */
export async function clauseOn(page: Page, clauseId: string) {
  const section = page.locator(`[data-clause="${clauseId}"]`)
  await section.scrollIntoViewIfNeeded()
  return section
}
