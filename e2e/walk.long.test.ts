import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { PATIENCE_MS, shot, stageOf } from './fixture.ts'
import { settled } from './page-errors.ts'

const stage = stageOf('demo')

/** The name of a page's picture: officer-org-people. */
const nameOf = (login: string, address: string) => [login, ...address.split(/[/?=&]/).filter(Boolean)].join('-').slice(0, 60)

async function look(page: Page, login: string, address: string, name = nameOf(login, address)): Promise<void> {
  await page.goto(address)
  await settled(page)
  await page.getByRole('main').first().getByRole('heading').first().waitFor()
  await shot(page, name)
}

/** Everything the navigation offers, and one's own account. */
async function walkedBy(page: Page, login: string): Promise<string[]> {
  const links = page.getByRole('navigation', { name: '主导航' }).getByRole('link')
  await links.first().waitFor()
  const addresses = await Promise.all((await links.all()).map(async (link) => (await link.getAttribute('href')) ?? ''))
  for (const address of [...addresses, '/account']) await look(page, login, address)
  return addresses
}

type Rows = { readonly rows: readonly { readonly id: string }[] }
const firstOf = async (page: Page, path: string, key = 'rows') => {
  const reply = (await (await page.request.get(path)).json()) as Record<string, Rows['rows']>
  return reply[key]?.[0]?.id ?? ''
}

test(
  '专班成员走遍每一页：桌面和手机上都没有报错，没有超出屏幕的内容',
  async () => {
    const { page } = await stage.personPage('officer')
    const walked = await walkedBy(page, 'officer')
    expect(walked).toEqual([
      '/',
      '/todo',
      '/ledger',
      '/lookback',
      '/intake',
      '/reports',
      '/history',
      '/org/people',
      '/org/inspections',
      '/org/holidays',
      '/org/settings',
      '/closeout/chain',
      '/cleaning',
    ])
    const problem = await firstOf(page, '/api/problems')
    const person = await firstOf(page, '/api/org/people')
    const intake = await firstOf(page, '/api/intake', 'intakes')
    for (const [address, name] of [
      [`/problems/${problem}`, 'officer-problem'],
      [`/ledger?open=${problem}`, 'officer-ledger-open'],
      [`/intake/${intake}`, 'officer-intake-one'],
      [`/org/people?person=${person}`, 'officer-org-person'],
      ['/search?q=海棠', 'officer-search'],
      ['/org/units', 'officer-org-units'],
      ['/org/names', 'officer-org-names'],
      ['/meiyou-zhe-ye', 'officer-no-page'],
    ] as const)
      await look(page, 'officer', address, name)
  },
  PATIENCE_MS,
)

test(
  '承办人、包联领导走遍自己的每一页',
  async () => {
    for (const login of ['handler-haitang', 'leader1']) {
      const { page } = await stage.personPage(login)
      expect(await walkedBy(page, login)).toEqual([
        '/',
        '/todo',
        '/ledger',
        '/lookback',
        '/reports',
        '/org/people',
        '/org/inspections',
        '/org/holidays',
      ])
      await look(page, login, `/problems/${await firstOf(page, '/api/problems')}`, `${login}-problem`)
    }
  },
  PATIENCE_MS,
)

test(
  '系统管理员走遍自己的每一页，其中没有业务',
  async () => {
    const { page } = await stage.personPage('admin')
    const walked = await walkedBy(page, 'admin')
    expect(walked.filter((address) => !address.startsWith('/org/') && !['/jobs', '/backups'].includes(address))).toEqual([])
    await look(page, 'admin', `/org/people?person=${await firstOf(page, '/api/org/people')}`, 'admin-org-person')
  },
  PATIENCE_MS,
)

test(
  '举证与销号的每一页，由最没有权限的人来走：方案、销号中的问题、现场核查、拍照、“回头看”',
  async () => {
    const handler = await stage.personPage('handler-haitang')
    const own = await firstOf(handler.page, '/api/problems?closure=open')
    const closing = await firstOf(handler.page, '/api/problems?closure=in_closeout')
    const campaign = await firstOf(handler.page, '/api/lookbacks', 'campaigns')
    for (const [address, name] of [
      [`/problems/${own}/plan`, 'handler-plan'],
      [`/problems/${closing}`, 'handler-problem-in-closeout'],
      [`/lookback/${campaign}`, 'handler-lookback-one'],
    ] as const)
      await look(handler.page, 'handler', address, name)
    await handler.page.goto(`/camera/${own}`)
    await handler.page.getByRole('heading', { name: '手机拍照' }).waitFor()
    await shot(handler.page, 'handler-camera')

    const { page } = await stage.personPage('verifier')
    await look(page, 'verifier', '/todo')
    const visit = await page.getByRole('link', { name: '去核查' }).first().getAttribute('href')
    await look(page, 'verifier', visit ?? '', 'verifier-verify')
  },
  PATIENCE_MS,
)
