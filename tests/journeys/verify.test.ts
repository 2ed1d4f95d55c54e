import fs from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RecordExport } from '#domain/verify/recordExport.ts'
import { launchBrowser } from '#tests/support/browser.ts'
import { newFolder } from '#tests/support/launch.ts'
import { type RunningParley, runParley } from '#tests/support/running.ts'
import { type DraftFacts, enterAs, seededDraft, type Visitor } from '#tests/support/visitor.ts'

let parley: RunningParley
let browser: Browser
let draft: DraftFacts
let member: Visitor
let text: string
const folder = newFolder()

beforeAll(async () => {
  parley = await runParley()
  browser = await launchBrowser()
  member = await enterAs(browser, parley.origin, 'observer')
  draft = await seededDraft(member)
  text = await (await member.context.request.get(`/api/workspaces/${draft.workspaceId}/record/export`)).text()
})
afterAll(async () => {
  await browser?.close()
  await parley?.stop()
})

function kept(name: string, content: string) {
  const file = path.join(folder, name)
  fs.writeFileSync(file, content)
  return file
}
const choose = (page: Page, file: string) => page.locator('input[type="file"]').setInputFiles(file)

describe.sequential('the record, verified by its reader', () => {
  test('a member goes from the record to the check, and their own browser finds everything in order', async () => {
    const { page } = member
    await page.goto(`/workspaces/${draft.workspaceId}/record`)
    await page.getByRole('link', { name: 'Verify' }).click()
    await page.getByRole('heading', { level: 1, name: 'Verify the record' }).waitFor()
    await page.getByRole('button', { name: 'Verify this workspace’s record' }).click()
    await page.getByText('The record holds.').waitFor()
    const { record, head, proposals } = JSON.parse(text) as RecordExport
    const checks = await page.getByRole('region', { name: 'What was checked' }).getByRole('listitem').allTextContents()
    expect(checks[1]).toBe(`In order: ${record.length} acts are numbered without a gap, each tied to the one before it, and each the one that was hashed.`)
    expect(checks).toContain(`In order: ${proposals.filter(({ closedAt }) => closedAt).length} result, counted anew from the ballots, is the one that was published and recorded.`)
    const written = (await page.getByRole('region', { name: 'Write this down' }).locator('[dir="ltr"]').textContent())?.replaceAll(/\s/g, '')
    expect(written).toBe(`${head.seq}:${head.hash}`)
  })

  test('whoever is not signed in checks a file, and is told where one byte was changed', async () => {
    const { page, context, errors } = await enterAs(browser, parley.origin, null)
    await page.goto('/sign-in')
    await page.getByRole('link', { name: /Verify a record from a file/ }).click()
    await choose(page, kept('whole.json', text))
    await page.getByText('The record holds.').waitFor()
    const at = text.indexOf('\\"name\\":\\"proposal.closed\\"')
    const byte = text.indexOf('\\"for\\":', at) + 8
    await choose(page, kept('changed.json', `${text.slice(0, byte)}${text[byte] === '9' ? '8' : '9'}${text.slice(byte + 1)}`))
    const { record } = JSON.parse(text) as RecordExport
    const seq = record.find(({ canonical }) => canonical.includes('"proposal.closed"'))?.seq
    await page.getByRole('alert').getByText('The act is not the one that was hashed: it was changed.').waitFor()
    expect(await page.getByRole('alert').textContent()).toContain(`Act ${seq} of the record. Place in the file: record[${Number(seq) - 1}].canonical`)
    await choose(page, kept('broken.json', text.slice(0, -20)))
    await page.getByRole('alert').getByText('The file is not readable, or was broken off.').waitFor()
    expect(errors).toEqual([])
    await context.close()
  })

  test('whoever kept a head is told that the end of a record was cut off, and what was decided on a clause stands in its history', async () => {
    const { page } = member
    const { head, record, ...rest } = JSON.parse(text) as RecordExport
    const shorter = record.slice(0, -1)
    const last = shorter.at(-1)
    await page.goto('/verify')
    const cut = kept('cut.json', JSON.stringify({ ...rest, record: shorter, head: { seq: last?.seq, hash: last?.hash } }))
    await page.getByRole('textbox', { name: /^Head that you kept/ }).fill(`${head.seq}:${head.hash}`)
    await choose(page, cut)
    await page.getByRole('alert').getByText('The record ends before the head that you kept: its end was cut off.').waitFor()

    const closed = (JSON.parse(text) as RecordExport).proposals.find(({ closedAt }) => closedAt)
    await page.goto(`/drafts/${draft.id}/history`)
    const clause = page.locator(`[data-clause="${closed?.clauseId}"]`)
    await clause.hover()
    await clause.getByRole('button', { name: /^Decisions on Article/ }).click()
    await clause.getByRole('listitem').getByText(/^Proposal \d+ adopted its words: \d+ for, \d+ against, \d+ abstaining\./).waitFor()
  })
})
