import fs from 'node:fs'
import { afterAll, beforeAll, test } from 'vitest'
import { launchBrowser } from '#tests/support/browser.ts'
import { runParley } from '#tests/support/running.ts'
import { clauseOn, enterAs, seededDraft } from '#tests/support/visitor.ts'
let parley: any, browser: any
beforeAll(async () => { parley = await runParley(); browser = await launchBrowser() })
afterAll(async () => { await browser?.close(); await parley?.stop() })
test('x', async () => {
  for (const [scheme, width] of [['light', 1440], ['dark', 1440], ['light', 360]] as const) {
    const v = await enterAs(browser, parley.origin, 'policymaker', { colorScheme: scheme, viewport: { width, height: 900 } })
    const draft = await seededDraft(v)
    const id = draft.clauseId('Data governance')
    await v.page.goto(`/drafts/${draft.id}`)
    const s = await clauseOn(v.page, id)
    await s.locator('.ProseMirror').waitFor()
    await s.locator('.ProseMirror [data-type=paragraph]').last().click()
    await v.page.screenshot({ path: `/tmp/shots/draft-${scheme}-${width}.png` })
    for (const name of ['word', 'libreoffice', 'web']) {
      const html = fs.readFileSync(`tests/client/paste/fixtures/${name}.html`, 'utf8')
      await s.locator('.ProseMirror').evaluate((el: Element, html: string) => { const d = new DataTransfer(); d.setData('text/html', html); d.setData('text/plain', 'plain'); el.dispatchEvent(new ClipboardEvent('paste', { clipboardData: d, bubbles: true, cancelable: true })) }, html)
      await v.page.getByRole('dialog').waitFor()
      await v.page.waitForTimeout(200)
      await v.page.screenshot({ path: `/tmp/shots/paste-${name}-${scheme}-${width}.png` })
      if (scheme === 'light' && width === 1440 && name !== 'web') await v.page.keyboard.press('Enter')
      else await v.page.keyboard.press('Escape')
      await v.page.getByRole('dialog').waitFor({ state: 'hidden' })
      console.log(name, await v.page.evaluate(() => document.activeElement?.closest('[data-clause]')?.getAttribute('aria-label')), await v.page.locator('[role=status]').allTextContents())
      if (scheme !== 'light' || width !== 1440) await s.locator('.ProseMirror').focus()
    }
    await v.page.goto(`/drafts/${draft.id}/read`)
    await v.page.locator('[data-clause]').first().waitFor()
    await v.page.waitForTimeout(500)
    await v.page.screenshot({ path: `/tmp/shots/read-${scheme}-${width}.png` })
    console.log('wide', await v.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), v.errors)
    if (width === 1440) {
      const cdp = await v.context.newCDPSession(v.page)
      const { data } = await cdp.send('Page.printToPDF', { printBackground: false, preferCSSPageSize: true, generateDocumentOutline: true, generateTaggedPDF: true })
      fs.writeFileSync(`/tmp/shots/law-${scheme}.pdf`, Buffer.from(data, 'base64'))
    }
    await v.context.close()
  }
}, 300000)
