import { type Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../src/app/demo/log-ins.ts'
import { PATIENCE_MS, enter, stageOf } from './fixture.ts'
import { settled } from './page-errors.ts'

const stage = stageOf('demo')
/** What a screen may cost somebody who comes for the first time. */
const MOST = { requests: 15, kilobytes: 350 }

type Piece = { readonly path: string; bytes: number }

const printed: string[] = []
afterAll(() => void process.stderr.write(`首次打开，缓存为空：\n${printed.join('\n')}\n`))

/** Everything that comes over the wire, heads and bodies as they are sent, until nothing more is on its way. */
async function weighed(page: Page, name: string, address: string, ready: () => Promise<unknown>): Promise<void> {
  const wire = await page.context().newCDPSession(page)
  const pieces = new Map<string, Piece>()
  wire.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.url.startsWith('http')) pieces.set(requestId, { path: new URL(request.url).pathname, bytes: 0 })
  })
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const piece = pieces.get(requestId)
    if (piece) piece.bytes = encodedDataLength
  })
  await wire.send('Network.enable')
  await wire.send('Network.clearBrowserCache')
  await page.goto(address)
  await ready()
  await settled(page)
  await wire.detach()
  const all = [...pieces.values()].toSorted((a, b) => b.bytes - a.bytes)
  const bytes = all.reduce((sum, piece) => sum + piece.bytes, 0)
  printed.push(`${name}：${all.length} 个请求，${(bytes / 1024).toFixed(0)} KB`)
  const list = all.map((piece) => `${piece.bytes} ${piece.path}`).join('\n')
  if (process.env['BIHUAN_PIECES']) printed.push(list)
  expect.soft(all.length, `${name}\n${list}`).toBeLessThanOrEqual(MOST.requests)
  expect.soft(bytes / 1024, `${name}\n${list}`).toBeLessThanOrEqual(MOST.kilobytes)
}

/** A new browser profile that knows the person by cookie only, as on the morning after an upgrade. */
async function newcomer(login: string): Promise<Page> {
  const { page } = await stage.page()
  const reply = await page.request.post('/api/session/login', { data: { login, password: DEMO_PASSWORD } })
  expect(reply.ok()).toBe(true)
  return page
}

test(
  '登录页',
  async () => {
    const { page } = await stage.page()
    await weighed(page, '登录页', '/login', () => page.getByLabel('登录名').waitFor())
    await enter(page, 'officer', DEMO_PASSWORD)
    await page.getByRole('navigation', { name: '主导航' }).waitFor()
  },
  PATIENCE_MS,
)

test.each(['officer', 'handler-haitang', 'leader1'])(
  '%s 的工作台和台账',
  async (login) => {
    const desk = await newcomer(login)
    await weighed(desk, `${login} 工作台`, '/', () => desk.getByRole('heading', { level: 1 }).first().waitFor())
    const ledger = await newcomer(login)
    await weighed(ledger, `${login} 台账`, '/ledger', () => ledger.getByRole('gridcell').first().waitFor())
  },
  PATIENCE_MS,
)
