import fs from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '#tests/support/browser.ts'
import { type RunningParley, runParley } from '#tests/support/running.ts'
import { enterAs } from '#tests/support/visitor.ts'
import { type LargeDraft, personaOf, writeLargeDraft } from './largeDraft.ts'
import { enterDraft, type OtherDrafter } from './otherDrafter.ts'
import { editableAt, takeProbed, watchOpening, watchPage } from './probe.ts'
import { editorReport, type Seen, share } from './report.ts'

const results = path.join(import.meta.dirname, '..', 'EDITOR.md')
const sizes = [14, 100, 400]
const openings = 3
const others = 10
const othersPerSecond = 5
const keys = 150
const keyGapMs = 90
const settleMs = 4000
const insertions = 7

// One person stands for ten, and pastes a whole law.
const limits = JSON.stringify({ connectionsPerUser: 100, upgradesPerMinute: 1000, bytesPerSecond: 1e8, messagesPerSecond: 1e5 })
// A frame is drawn when there is something to draw, not when a screen asks for one: what is measured is the page, not the screen.
const unpaced = ['--disable-frame-rate-limit', '--disable-gpu-vsync']

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * The draft page in a real browser with small and very large drafts: opening, keys, the keys of others, an insertion that renumbers all,
 * memory. Writes bench/EDITOR.md.
 */
export async function editor(): Promise<boolean> {
  const parley = await runParley({ LIMITS: limits })
  const browser = await launchBrowser(unpaced)
  try {
    const seen: Seen[] = []
    for (const articles of sizes) {
      const measured = await measure(browser, parley, await writeLargeDraft(parley.origin, articles))
      seen.push(measured)
      console.log(`${measured.articles} articles, ${measured.characters} characters: measured`)
    }
    const { text, met } = editorReport(seen)
    fs.writeFileSync(results, text)
    console.log(text)
    return met
  } finally {
    await browser.close()
    await parley.stop()
  }
}

async function measure(browser: Browser, { origin }: RunningParley, draft: LargeDraft): Promise<Seen> {
  const middle = Math.floor(draft.clauseIds.length / 2)
  const bare = await bareKeys(browser, () => letOthersType(origin, draft, middle))
  const opened: number[] = []
  for (let round = 0; round < openings; round += 1) {
    const { context, page } = await enterAs(browser, origin, 'policymaker')
    await pause(settleMs)
    opened.push(await openDraft(page, draft.id))
    await context.close()
  }
  const { context, page } = await enterAs(browser, origin, 'policymaker')
  await openDraft(page, draft.id)
  await pause(settleMs)
  await watchPage(page)
  await putCaret(page, draft.clauseIds[middle] ?? '')
  await type(page)
  const { keys: alone } = await takeProbed(page)
  const stop = await letOthersType(origin, draft, middle)
  await pause(2000)
  await takeProbed(page)
  await putCaret(page, draft.clauseIds[middle] ?? '')
  await type(page)
  const { keys: key, remote } = await takeProbed(page)
  await stop()
  const insert = await insertAtTop(page, draft)
  const memory = await memoryOf(page)
  await context.close()
  return { articles: draft.clauseIds.length, characters: draft.characters, open: share(opened, 0.5), bare, key, alone, remote, insert, ...memory }
}

/** What a key costs on a page that holds one paragraph to write in and nothing else, while others type in a draft of the same server: no editor can be faster here. */
async function bareKeys(browser: Browser, letOthersType: () => Promise<() => Promise<void>>): Promise<number[]> {
  const page = await browser.newPage()
  await page.setContent('<main contenteditable="true"><p>The quick brown fox jumps over the lazy dog.</p></main>')
  await watchPage(page)
  await page.locator('p').click()
  const stop = await letOthersType()
  await pause(2000)
  await type(page)
  const { keys } = await takeProbed(page)
  await stop()
  await page.close()
  return keys
}

async function openDraft(page: Page, draftId: string): Promise<number> {
  await watchOpening(page)
  await page.goto('about:blank')
  await page.goto(`/drafts/${draftId}`, { waitUntil: 'commit' })
  return editableAt(page)
}

async function putCaret(page: Page, clauseId: string) {
  const section = page.locator(`[data-clause="${clauseId}"]`)
  await section.scrollIntoViewIfNeeded()
  await section.locator('.ProseMirror [data-type=paragraph]').first().click()
  await pause(1000)
}

async function type(page: Page) {
  for (let key = 0; key < keys; key += 1) {
    await page.keyboard.press('abcdefghijklmnopqrstuvwxyz '.charAt(key % 27))
    await pause(keyGapMs)
  }
}

/** Ten people type as fast as one can: some in the clause that is written in, some in those around it, the others anywhere. One says when. */
async function letOthersType(origin: string, { id, clauseIds }: LargeDraft, middle: number): Promise<() => Promise<void>> {
  const client = await personaOf(origin, 'policymaker')
  const people: OtherDrafter[] = []
  for (let n = 0; n < others; n += 1) people.push(await enterDraft(client, id))
  const timers = people.map((person, n) => {
    const clauseId = clauseIds[n < 3 ? middle : n < 6 ? middle + 1 : Math.floor((n * clauseIds.length) / others)] ?? ''
    // The last block of the clause that is written in is on the screen with its first.
    const isTeller = n === 0
    return setInterval(() => person.type(clauseId, isTeller ? 2 : 5, isTeller ? `⟨${Date.now()}⟩` : 'x'), 1000 / othersPerSecond + n)
  })
  return async () => {
    for (const timer of timers) clearInterval(timer)
    await pause(500)
    for (const person of people) person.leave()
  }
}

/** Inserts an article behind the first one, again and again; each is told when the one before has settled. */
async function insertAtTop(page: Page, { clauseIds: [first = ''] }: LargeDraft): Promise<number[]> {
  const section = page.locator(`[data-clause="${first}"]`)
  const times: number[] = []
  while (times.length < insertions) {
    await section.scrollIntoViewIfNeeded()
    await section.hover()
    await section.getByRole('button', { name: /^Acts on Article/ }).click()
    await pause(settleMs / 8)
    await page.getByRole('menuitem', { name: 'Insert', exact: true }).click()
    await page.getByRole('menuitem', { name: /^Article after/ }).click()
    await pause(settleMs / 4)
    times.push(...(await takeProbed(page)).insert)
  }
  return times
}

/** What the page holds after a collection, and what its process has of its own. */
async function memoryOf(page: Page): Promise<{ heapMb: number; processMb: number }> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  await session.send('Performance.enable')
  const { metrics } = await session.send('Performance.getMetrics')
  const heapMb = (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 2 ** 20
  const browser = await page.context().browser()?.newBrowserCDPSession()
  const { processInfo } = await browser?.send('SystemInfo.getProcessInfo') ?? { processInfo: [] }
  const own = processInfo.filter(({ type: kind }) => kind === 'renderer').map(({ id }) => privateOf(id))
  return { heapMb, processMb: Math.max(0, ...own) }
}

function privateOf(pid: number): number {
  try {
    const lines = fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').matchAll(/^Private_\w+:\s+(\d+) kB/gm)
    return [...lines].reduce((sum, [, kilobytes]) => sum + Number(kilobytes), 0) / 1024
  } catch {
    return 0
  }
}
