import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { demoCaller } from '../src/app/demo.ts'
import { type Running, startServer } from '../src/app/server.ts'
import { openBrowser } from './browser.ts'

const folder = mkdtempSync(join(tmpdir(), 'bihuan-e2e-'))
const pictures = 'dist/e2e'
let server: Running
let browser: Browser

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true })
  ;[server, browser] = await Promise.all([
    startServer({ data: folder, port: 0, host: '127.0.0.1', demo: true, callerOf: demoCaller }),
    openBrowser(),
  ])
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await server?.stop()
  rmSync(folder, { recursive: true })
})

/** A page that records everything that should not happen. */
async function watchedPage(): Promise<{ page: Page; wrong: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })
  const wrong: string[] = []
  page.on(
    'request',
    (request) => request.url().startsWith(server.url) || request.url().startsWith('data:') || wrong.push(`outside: ${request.url()}`),
  )
  page.on('pageerror', (error) => wrong.push(error.message))
  page.on('console', (message) => message.type() === 'error' && !message.text().includes('400 (Bad Request)') && wrong.push(message.text()))
  return { page, wrong }
}

test('承办人从台账申请销号：先被拒绝并知道原因，再报送成功，台账随之改变', async () => {
  const { page, wrong } = await watchedPage()
  await page.goto(server.url)
  const row = page.getByRole('row', { name: /东沟河三处雨污混接/ })
  await row.getByText('整改中').waitFor()
  expect(await page.getByRole('row').count()).toBe(3) // head and two rows: another unit's problems are not shown
  await page.screenshot({ path: join(pictures, 'ledger.png') })

  await row.getByRole('link', { name: '申请销号' }).click()
  await page.getByLabel('整改完成情况').fill('太短')
  await page.getByRole('button', { name: '申请销号' }).click()
  expect(await page.getByRole('alert').first().textContent()).toContain('不少于 20 字')

  await page.getByLabel('整改完成情况').fill('三处混接排口已全部封堵并通过复核，长效巡查机制已经建立。')
  await page.screenshot({ path: join(pictures, 'closeout.png') })
  await page.getByRole('button', { name: '申请销号' }).click()
  await page.getByText('已报送，区整改办将于').waitFor()

  await page.getByRole('link', { name: '返回台账' }).click()
  await page.getByText('销号待审', { exact: true }).first().click()
  await page.waitForURL(/state=/)
  await page
    .getByRole('row', { name: /东沟河三处雨污混接/ })
    .getByText('销号待审')
    .waitFor()
  await page.screenshot({ path: join(pictures, 'after.png') })
  expect(wrong).toEqual([])
}, 60_000)
