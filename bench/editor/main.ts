import fs from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser } from '#tests/support/browser.ts'
import { type RunningParley, runParley } from '#tests/support/running.ts'
import { enterAs } from '#tests/support/visitor.ts'
import { type LargeDraft, personaOf, writeLargeDraft } from './largeDraft.ts'
import { enterDraft, type OtherDrafter } from './otherDrafter.ts'
import { takeProbed, watchPage } from './probe.ts'

const sizes = [14, 100, 400]
const openings = 3
const others = 10
const othersPerSecond = 5
const keys = 150
const keyGapMs = 90
/** What is to be reached with the largest draft, in ms and MB. */
const within = { open: 1500, keyP95: 16, remoteP95: 50, insert: 50, heapMb: 250 }
/** The cost of a key may not grow with the draft: so many times that of the smallest, for what one run differs from the next. */
const growth = 1.25
const settleMs = 4000

// One person stands for ten, and pastes a whole law.
const limits = JSON.stringify({ connectionsPerUser: 100, upgradesPerMinute: 1000, bytesPerSecond: 1e8, messagesPerSecond: 1e5 })
// A frame is drawn when there is something to draw, not when a screen asks for one: what is measured is the page, not the screen.
const unpaced = ['--disable-frame-rate-limit', '--disable-gpu-vsync']

interface Seen { readonly articles: number; readonly characters: number; readonly open: number; readonly key: readonly number[]; readonly alone: readonly number[]; readonly remote: readonly number[]; readonly insert: number; readonly heapMb: number; readonly processMb: number }

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const share = (values: readonly number[], part: number) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * part) - 1)] ?? Number.NaN
const round = (value: number) => Math.round(value * 10) / 10

/** The draft page in a real browser with small and very large drafts: opening, keys, the keys of others, an insertion that renumbers all, memory. */
export async function editor(): Promise<boolean> {
  const parley = await runParley({ LIMITS: limits })
  const browser = await launchBrowser(unpaced)
  try {
    const seen: Seen[] = []
    for (const articles of sizes) {
      const measured = await measure(browser, parley, await writeLargeDraft(parley.origin, articles))
      seen.push(measured)
      print(measured)
    }
    return judge(seen)
  } finally {
    await browser.close()
    await parley.stop()
  }
}

async function measure(browser: Browser, { origin }: RunningParley, draft: LargeDraft): Promise<Seen> {
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
  const middle = Math.floor(draft.clauseIds.length / 2)
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
  return { articles: draft.clauseIds.length, characters: draft.characters, open: share(opened, 0.5), key, alone, remote, insert, ...memory }
}

async function openDraft(page: Page, draftId: string): Promise<number> {
  await page.goto('about:blank')
  await page.goto(`/drafts/${draftId}`, { waitUntil: 'commit' })
  const editable = await page.waitForSelector('.ProseMirror[contenteditable=true]', { state: 'attached' })
  return editable.evaluate(() => performance.now())
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

async function insertAtTop(page: Page, { clauseIds: [first = ''] }: LargeDraft): Promise<number> {
  const section = page.locator(`[data-clause="${first}"]`)
  await section.scrollIntoViewIfNeeded()
  await section.hover()
  await section.getByRole('button', { name: /^Acts on Article/ }).click()
  await pause(500)
  await page.getByRole('menuitem', { name: 'Insert', exact: true }).click()
  await page.getByRole('menuitem', { name: /^Article after/ }).click()
  await page.waitForFunction((after) => document.querySelector(`[data-clause="${after}"] + [data-clause] .law`)?.textContent?.trim() === '', first)
  await pause(500)
  return (await takeProbed(page)).insert[0] ?? Number.NaN
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

function print({ articles, characters, open, alone, key, remote, insert, heapMb, processMb }: Seen) {
  console.log(`${articles} articles, ${characters} characters`)
  console.log(`  editable after ${Math.round(open)} ms (median of ${openings}) · insert at the top ${round(insert)} ms · heap ${round(heapMb)} MB, process ${round(processMb)} MB`)
  console.log(`  key to paint, alone: p50 ${round(share(alone, 0.5))} p95 ${round(share(alone, 0.95))} ms (${alone.length}) · while ${others} type: p50 ${round(share(key, 0.5))} p95 ${round(share(key, 0.95))} p99 ${round(share(key, 0.99))} ms (${key.length})`)
  console.log(`  edit of another to paint: p50 ${round(share(remote, 0.5))} p95 ${round(share(remote, 0.95))} ms (${remote.length})`)
}

function judge(seen: readonly Seen[]): boolean {
  const [smallest, largest] = [seen[0], seen.at(-1)]
  if (!smallest || !largest) return false
  const ratio = share(largest.key, 0.5) / share(smallest.key, 0.5)
  const targets: [string, number, number][] = [
    ['editable, ms', largest.open, within.open], ['key to paint while others type, p95 ms', share(largest.key, 0.95), within.keyP95],
    ['edit of another to paint, p95 ms', share(largest.remote, 0.95), within.remoteP95], ['insert at the top, ms', largest.insert, within.insert],
    ['heap, MB', largest.heapMb, within.heapMb], [`key with ${largest.articles} articles against ${smallest.articles}, ×`, ratio, growth],
  ]
  for (const [name, value, limit] of targets) console.log(`${name}: ${Math.round(value * 100) / 100}, at most ${limit}: ${value <= limit ? 'met' : 'missed'}`)
  return targets.every(([, value, limit]) => value <= limit)
}
