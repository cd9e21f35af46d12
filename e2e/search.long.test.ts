import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { rowsOf } from './figures.ts'
import { DESK, PATIENCE_MS, PHONE, shot, stageOf } from './fixture.ts'
import { settled } from './page-errors.ts'

const stage = stageOf('demo')
const field = (page: Page) => page.getByRole('combobox', { name: '全局搜索' })
const suggestions = (page: Page) => page.getByRole('listbox', { name: '搜索结果' }).getByRole('option')
const results = (page: Page) => page.getByRole('list', { name: '搜索结果' }).getByRole('listitem')
const hasFocus = (page: Page) => field(page).and(page.locator(':focus')).waitFor()

type Hit = { readonly id: string; readonly no: string; readonly title: string }
/** What the words find, two matters or more, asked for in the person's own session. */
async function found(page: Page, q: string): Promise<{ total: number; rows: readonly Hit[]; first: Hit; second: Hit }> {
  const reply = await page.request.get(`/api/matters/search?q=${encodeURIComponent(q)}`)
  const { total, rows } = (await reply.json()) as { total: number; rows: Hit[] }
  const [first, second] = rows
  if (!first || !second) throw new Error(`“${q}”找到 ${total} 项`)
  return { total, rows, first, second }
}

test(
  '任何一页按 Ctrl+K 或 / 就能搜：方向键选，回车打开事项；Esc 收起；没有的说没有',
  async () => {
    const { page } = await stage.personPage('handler-zhujian')
    await page.getByRole('heading', { name: '我的工作台' }).waitFor()
    const { total, first, second } = await found(page, '海棠')
    await page.keyboard.press('/')
    await hasFocus(page)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await hasFocus(page)
    await page.keyboard.type('海棠')
    await page.getByRole('option', { name: `全部 ${total} 项结果` }).waitFor()
    expect(await suggestions(page).count()).toBe(Math.min(total, 8) + 1)
    expect(await suggestions(page).first().locator('mark').first().innerText()).toBe('海棠')
    await shot(page, 'search-suggestions', [DESK])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => suggestions(page).nth(1).getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/problems/${first.id}`)
    await page.getByRole('heading', { name: first.title }).waitFor()

    await field(page).fill('没有这回事')
    await page.getByText('没有找到含“没有这回事”的事项').waitFor()
    await field(page).fill('海')
    await page.getByText('请至少输入两个字').waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('请至少输入两个字').waitFor({ state: 'detached' })

    await field(page).fill(second.no)
    await suggestions(page).first().getByText(second.title).waitFor()
    await suggestions(page).first().click()
    await page.waitForURL(`**/problems/${second.id}`)
  },
  PATIENCE_MS,
)

test(
  '在手机上点图标，搜索铺满一屏；全部结果有自己的地址，翻页、后退、刷新都在',
  async () => {
    const { page } = await stage.personPage('officer')
    await page.setViewportSize(PHONE)
    const { total, first } = await found(page, '整改')
    expect(total).toBeGreaterThan(20)
    await page.getByRole('button', { name: '全局搜索' }).click()
    await hasFocus(page)
    await page.keyboard.type('整改')
    await page.getByRole('option', { name: `全部 ${total} 项结果` }).waitFor()
    await shot(page, 'search-phone', [PHONE])
    const box = await page.getByRole('search', { name: '全局搜索' }).boundingBox()
    expect([box?.x, box?.y, box?.width, box?.height]).toEqual([0, 0, PHONE.width, PHONE.height])
    await page.getByRole('option', { name: `全部 ${total} 项结果` }).click()
    await page.waitForURL(/\/search\?q=/)
    await page.getByRole('heading', { name: '搜索' }).waitFor()
    expect(await page.getByRole('search', { name: '全局搜索' }).count()).toBe(0)
    await page.getByText(`共 ${total} 项`).waitFor()
    expect(await results(page).count()).toBe(20)
    await shot(page, 'search-page')
    await page.getByRole('button', { name: '下一页' }).click()
    await page.waitForURL(/page=2/)
    await page.getByText('本页第 21–').waitFor()
    await settled(page)
    const second = await results(page).first().innerText()
    await page.reload()
    await results(page).first().waitFor()
    expect(await results(page).first().innerText()).toBe(second)
    await page.goBack()
    await page.getByText('本页第 1–20').waitFor()
    await results(page).first().getByRole('link').click()
    await page.waitForURL(`**/problems/${first.id}`)
  },
  PATIENCE_MS,
)

test(
  '发来的链接直接打开；搜不到别的单位的；太短、没有结果、出错都说得明白；系统管理员没有搜索',
  async () => {
    const handler = await stage.personPage('handler-zhujian')
    const office = await stage.personPage('officer')
    const own = new Set((await rowsOf(handler.page)).map(({ id }) => id))
    const foreign = (await found(office.page, '整改')).rows.find(({ id }) => !own.has(id))
    expect(foreign).toBeDefined()
    await office.page.goto(`/search?q=${encodeURIComponent(foreign?.no ?? '')}`)
    await results(office.page)
      .getByText(foreign?.title ?? '')
      .waitFor()
    const { page, refused } = handler
    await page.goto(`/search?q=${encodeURIComponent(foreign?.no ?? '')}`)
    await page.getByRole('heading', { name: `没有找到含“${foreign?.no ?? ''}”的事项` }).waitFor()
    await shot(page, 'search-nothing')
    await page.goto('/search?q=海')
    await page.getByRole('heading', { name: '请至少输入两个字' }).waitFor()

    await page.route('**/api/matters/search?*', (route) => route.fulfill({ status: 503, json: { code: 'x', message: '服务正在重启' } }))
    refused.push('503 GET /api/matters/search')
    await page.getByLabel('搜索事项').fill('海棠')
    await page.getByRole('alert').getByText('服务正在重启').waitFor()
    await page.unroute('**/api/matters/search?*')
    await page.getByRole('button', { name: '重试' }).click()
    await results(page).first().waitFor()

    const admin = await stage.personPage('admin', '/org/people')
    await settled(admin.page)
    expect(await field(admin.page).count()).toBe(0)
    expect((await admin.page.request.get('/api/matters/search?q=海棠')).status()).toBe(403)
  },
  PATIENCE_MS,
)

test(
  '慢来的旧结果不会盖住新的',
  async () => {
    const { page } = await stage.personPage('officer')
    const { promise: held, resolve: release } = Promise.withResolvers<void>()
    await page.route(`**/api/matters/search?q=${encodeURIComponent('整改')}*`, async (route) => {
      await held
      await route.continue().catch(() => {}) // given up by the page meanwhile
    })
    await field(page).fill('整改')
    await page.getByText('正在查找…').waitFor()
    await field(page).fill('海棠')
    const { total } = await found(page, '海棠')
    const all = page.getByRole('option', { name: /^全部/ })
    await all.getByText(`全部 ${total} 项结果`).waitFor()
    release()
    await settled(page)
    expect(await all.innerText()).toBe(`全部 ${total} 项结果`)
  },
  PATIENCE_MS,
)
