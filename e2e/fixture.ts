import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import type { Day } from '#kernel/days.ts'
import type { App } from '#platform/app.ts'
import { ON, demoOfTests } from '#test/demo-snapshot.ts'
import { IS_FULL } from '#test/full.ts'
import { type MoveClock, momentOf } from '../src/app/demo/load-district.ts'
import { DEMO_PASSWORD } from '../src/app/demo/log-ins.ts'
import { type Running, startServer } from '../src/app/server.ts'
import { openBrowser } from './browser.ts'
import { type Watch, settled, stillOnTheirWay, watchOver } from './page-errors.ts'

export const DESK = { width: 1440, height: 900 } as const
export const PHONE = { width: 390, height: 844 } as const
/** Far above what anything takes: a busy machine must not turn a journey red. */
export const PATIENCE_MS = 300_000
/** The same for one click. */
export const ACTION_MS = 60_000

const PICTURES = fileURLToPath(new URL('../dist/e2e/', import.meta.url))
const PAGES = fileURLToPath(new URL('../dist/web/index.html', import.meta.url))

export type Prepare = (app: App, on: Day, setupCode: string, moveClock: MoveClock) => Promise<unknown>
export type Stage = {
  readonly server: () => Running
  /** A page nobody has logged in to. What goes wrong on it fails the test, but for the refusals that the test announces. */
  readonly page: () => Promise<Watched>
  /** A page of somebody who came in through the log-in form and stands at an address. */
  readonly personPage: (login: string, at?: string, password?: string) => Promise<Watched>
  /** A file with these bytes on the disk, as the file chooser wants it. */
  readonly file: (name: string, bytes: Uint8Array) => string
}
export type Watched = Pick<Watch, 'refused'> & { readonly page: Page }

/**
 * One server with a database of its own (empty, prepared, or the demo district) and one browser for the tests of a file; 10 o'clock in
 * Asia/Shanghai when they begin, ticking.
 */
export function stageOf(prepare?: Prepare | 'demo'): Stage {
  let running: Running | undefined
  let browser: Browser | undefined
  const files = mkdtempSync(join(tmpdir(), 'bihuan-e2e-'))
  const server = () => present(running)
  beforeAll(async () => {
    if (!existsSync(PAGES)) throw new Error('网页还没有生成：请先运行 npm run build')
    mkdirSync(PICTURES, { recursive: true })
    await Promise.all([openServer(prepare).then((opened) => (running = opened)), openBrowser().then((opened) => (browser = opened))])
  })
  afterAll(async () => {
    await browser?.close()
    await running?.stop()
    rmSync(files, { recursive: true })
  })

  const page = async () => {
    const { url } = server()
    const context = await present(browser).newContext({ viewport: DESK, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', baseURL: url })
    context.setDefaultTimeout(ACTION_MS)
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url })
    const watch = watchOver(context, url)
    onTestFinished(async ({ task }) => {
      if (task.result?.state === 'fail') await keepScreens(context, task.name)
      await context.close()
      expect([...new Set(watch.wrong)].toSorted()).toEqual(watch.refused.toSorted())
    })
    return { page: await context.newPage(), refused: watch.refused }
  }
  const personPage = async (login: string, at = '/', password = DEMO_PASSWORD) => {
    const watched = await page()
    await watched.page.goto(`/login?next=${encodeURIComponent(at)}`)
    await enter(watched.page, login, password)
    await watched.page.getByRole('button', { name: '登录', exact: true }).waitFor({ state: 'detached' })
    await settled(watched.page)
    return watched
  }
  const file = (name: string, bytes: Uint8Array) => {
    writeFileSync(join(files, name), bytes)
    return join(files, name)
  }
  return { server, page, personPage, file }
}

/** Fills in the log-in form and presses its button. */
export async function enter(page: Page, login: string, password: string): Promise<void> {
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码').fill(password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
}

/** The screen at a desk and on a phone, or on one of them: it may not be wider than the window. The long run keeps pictures of both. */
export async function shot(page: Page, name: string, sizes: readonly (typeof DESK | typeof PHONE)[] = [PHONE, DESK]): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size)
    await settled(page)
    const width = await page.evaluate<number>('document.scrollingElement.scrollWidth')
    expect(width, `${name} 在 ${size.width} 宽的屏幕上超出`).toBeLessThanOrEqual(size.width)
    if (IS_FULL) await page.screenshot({ path: join(PICTURES, `${name}-${size.width}x${size.height}.png`), animations: 'disabled' })
  }
}

/** What speaks to the person: dialogs, refusals, short notes. */
const SPEAKING = '[role=dialog], [role=alertdialog], [role=alert], [role=status], .ant-message, .ant-notification, .ant-popover'

/** What a failed journey last saw: pictures beside the pages, and in the test's output, for where only text is seen, what stood open. */
async function keepScreens(context: BrowserContext, name: string): Promise<void> {
  for (const [i, page] of context.pages().entries()) {
    const texts = await page.locator(SPEAKING).filter({ visible: true }).allInnerTexts()
    const messages = [...new Set(texts.map((text) => text.replaceAll(/\s+/gu, ' ').trim()))].filter(Boolean)
    const lines = [...messages.map((text) => `打开着：${text}`), ...stillOnTheirWay(page).map((request) => `还没有应答：${request}`)]
    process.stderr.write([`${name}，最后停在 ${page.url()}`, ...lines].join('\n  ') + '\n')
    await page.screenshot({ path: join(PICTURES, `failed-${name.slice(0, 24)}-${i}.png`), fullPage: true })
  }
}

/** Starts the real server on a database that vanishes; the past is acted by `prepare` with a moved clock. */
async function openServer(prepare: Prepare | 'demo' | undefined): Promise<Running> {
  let moved: Date | undefined
  let zero = performance.now()
  const clock = () => moved ?? new Date(momentOf(ON, '10:00').getTime() + performance.now() - zero)
  const place = { data: '', port: 0, host: '127.0.0.1', clock, knownPassword: DEMO_PASSWORD }
  if (prepare === 'demo') {
    const pattern = await demoOfTests()
    zero = performance.now()
    return startServer({ ...place, throwaway: { pattern } })
  }
  const preparedApp = async (app: App, code: string) => {
    await prepare?.(app, ON, code, (moment) => void (moved = moment))
    moved = undefined
    zero = performance.now()
  }
  return startServer({ ...place, throwaway: {}, ...(prepare && { prepare: preparedApp }) })
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('服务器或浏览器没有打开')
  return value
}
