import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { figuresIn, rowsOf, strip, totalIs } from './figures.ts'
import { PATIENCE_MS, enter, shot, stageOf } from './fixture.ts'
import { settled } from './page-errors.ts'

const stage = stageOf('demo')
const navigation = (page: Page) => page.getByRole('navigation', { name: '主导航' })

test(
  '承办人的工作台就是自己的事：打开问题看到期限的算法和办理记录；别的单位的问题打不开，也没有导入',
  async () => {
    const { page, refused } = await stage.personPage('handler-zhujian')
    await page.getByRole('heading', { name: '我的工作台' }).waitFor()
    expect(await navigation(page).getByRole('link').allInnerTexts()).not.toContain('导入')
    const own = await rowsOf(page)
    expect(own.length).toBeGreaterThan(0)
    await shot(page, 'desk-handler')

    const work = page.getByRole('main').getByRole('table').first()
    const title = await work.getByRole('link').first().innerText()
    expect(own.map((row) => row.title)).toContain(title)
    await work.getByRole('link').first().click()
    await page.getByRole('heading', { name: title }).waitFor()
    const deadline = page.getByRole('region', { name: '期限' })
    expect(await deadline.getByRole('listitem').count()).toBeGreaterThan(0)
    await page
      .getByRole('button', { name: /^(?:还剩|超期|今天|期限|下次|长期)/ })
      .first()
      .click()
    await page.getByRole('dialog', { name: '时限怎么算出来的' }).getByText('原文：').waitFor()
    await page.keyboard.press('Escape')
    const record = page.getByRole('region', { name: '办理记录' })
    await record.getByText('导入').first().waitFor()
    expect(await record.getByRole('listitem').count()).toBeGreaterThan(0)
    await shot(page, 'problem-handler')

    const office = await stage.personPage('officer')
    const ownIds = new Set(own.map((row) => row.id))
    const foreign = (await rowsOf(office.page)).find((row) => !ownIds.has(row.id))
    expect(foreign).toBeDefined()
    refused.push(`404 GET /api/problems/${foreign?.id}`)
    await page.goto(`/problems/${foreign?.id}`)
    await page.getByText('没有这个事项，或您无权查看').waitFor()
    expect(await page.getByText(foreign?.title ?? '').count()).toBe(0)
  },
  PATIENCE_MS,
)

const standsOn = (page: Page) =>
  page.evaluate<number | null>(`(() => {
    const id = document.activeElement?.getAttribute('aria-activedescendant')
    const row = id ? document.getElementById(id)?.closest('[data-row]') : null
    return row ? Number(row.getAttribute('data-row')) : null
  })()`)

test(
  '只用键盘：方向键走，回车打开，Esc 回到原来的行；筛选经得起刷新和后退；视图存了能再用',
  async () => {
    const { page } = await stage.personPage('officer', '/ledger')
    const grid = page.getByRole('grid', { name: '整改台账' })
    await grid.focus()
    for (const key of ['Control+Home', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key)
    await expect.poll(() => standsOn(page)).toBe(3) // the focus follows a moment later
    await page.keyboard.press('Enter')
    const panel = page.getByRole('dialog', { name: '问题详情' })
    await panel.getByRole('heading', { level: 2 }).waitFor()
    const title = await panel.getByRole('heading', { level: 2 }).innerText()
    expect(await page.locator('tr[data-row="3"]').innerText()).toContain(title)
    await settled(page)
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await expect.poll(() => standsOn(page)).toBe(3) // the focus follows a moment later

    const all = Number((await strip(page, '时序').getByText(/^合计/).innerText()).replaceAll(/\D/g, ''))
    const late = (await figuresIn(strip(page, '时序')))['超期'] ?? 0
    expect(late).toBeGreaterThan(0)
    await strip(page, '时序').getByRole('button', { name: /^超期/ }).click()
    await totalIs(page, late)
    await page.keyboard.press('/')
    await page.keyboard.type('海棠')
    await page.waitForURL(/q=/)
    await settled(page)
    const found = (await rowsOf(page, '&schedule=overdue&q=海棠')).length
    expect(found).toBeLessThan(late)
    await totalIs(page, found)
    await page.reload()
    await totalIs(page, found)
    expect(await page.getByLabel('搜索台账').inputValue()).toBe('海棠')
    await page.goBack()
    await totalIs(page, late)

    await page.getByRole('button', { name: /^视图/ }).click()
    const views = page.getByRole('dialog', { name: '我的视图' })
    await views.getByLabel('把现在的筛选存为视图').fill('超期清单')
    await views.getByRole('button', { name: '保存' }).click()
    await page.getByText('已保存视图“超期清单”').waitFor()
    await page.getByRole('button', { name: '清除', exact: true }).click()
    await totalIs(page, all)
    await page.getByRole('button', { name: /^视图/ }).click()
    await views.getByRole('button', { name: '超期清单' }).click()
    await totalIs(page, late)
    await shot(page, 'ledger-view')
  },
  PATIENCE_MS,
)

/** Roles are the security admin's: the system admin's page offers none. What one of them submits the other activates. */
async function submitRole(personPath: string): Promise<Page> {
  const { page } = await stage.personPage('security', personPath)
  const drawer = page.getByRole('dialog')
  await drawer.getByRole('button', { name: '授予角色' }).click()
  await drawer.getByLabel('角色').selectOption({ label: '承办人' })
  await drawer.getByRole('button', { name: '授予', exact: true }).click()
  await drawer.getByText(/^授予角色：承办人（.*），自 2026-11-23 起$/u).waitFor()
  await drawer.getByText(/^待系统管理员（.+）启用$/u).waitFor()
  expect(await drawer.getByRole('button', { name: '启用', exact: true }).count()).toBe(0) // not by whoever submitted it
  expect(await drawer.getByText('没有任何角色').count()).toBe(1)
  await shot(page, 'role-by-security')
  return page
}

/** The other administrator's page of what waits: nothing is left there when it is activated. */
async function activateAccount(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByRole('link', { name: '待我启用 1' }).click()
  await page.getByText('开通账号：handler-new').waitFor()
  await shot(page, 'activations')
  await page.getByRole('button', { name: '启用', exact: true }).click()
  await page.getByText('没有等待启用的变更').waitFor()
}

async function setOwnPassword(page: Page, once: string): Promise<void> {
  await page.getByRole('heading', { name: '请先设置您自己的密码' }).waitFor()
  await shot(page, 'first-password')
  await page.getByLabel('原密码').fill(once)
  await page.getByLabel('新密码', { exact: true }).fill('Kx7-vbmq-wuzt')
  await page.getByLabel('再输一遍新密码').fill('Kx7-vbmq-wuzt')
  await page.getByRole('button', { name: '修改密码' }).click()
}

test(
  '系统管理员看不到问题；新增一人，角色和账号各由一名管理员提交、另一名启用后才生效；初始密码能登录且必须修改',
  async () => {
    const { page } = await stage.personPage('admin', '/org/people')
    expect(await navigation(page).getByRole('link').allInnerTexts()).not.toContain('台账')
    expect((await page.request.get('/api/problems')).status()).toBe(403)

    await page.getByRole('button', { name: '新增人员' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByLabel('姓名').last().fill('区住建局承办人乙')
    await drawer.getByRole('combobox', { name: '单位' }).fill('住建')
    await page.locator('.ant-select-tree-title').filter({ hasText: '住房' }).first().click()
    await drawer.getByRole('button', { name: '新增', exact: true }).click()
    await drawer.getByText('没有任何角色').waitFor()
    expect(await drawer.getByRole('button', { name: '授予角色' }).count()).toBe(0)
    const { pathname, search } = new URL(page.url())
    const security = await submitRole(`${pathname}${search}`)
    await page.reload()
    await drawer.getByRole('button', { name: '启用', exact: true }).click()
    await drawer.getByText('自 2026-11-23 起', { exact: true }).waitFor()
    await drawer.getByLabel('登录名').last().fill('handler-new')
    await drawer.getByRole('button', { name: '开通账号' }).click()
    const credentials = await drawer.getByText(/^handler-new\s/).innerText()
    const once = credentials.split(/\s+/u)[1] ?? ''
    expect(once).not.toBe('')
    await drawer.getByText('由另一名管理员启用后生效').waitFor()
    await shot(page, 'person-new-account')

    const fresh = await stage.page()
    fresh.refused.push('401 POST /api/session/login') // before it is activated, and with the first password after it was changed
    await fresh.page.goto('/')
    await enter(fresh.page, 'handler-new', once)
    await fresh.page.getByText('账号或密码不正确').waitFor()
    await activateAccount(security)
    await enter(fresh.page, 'handler-new', once)
    await setOwnPassword(fresh.page, once)
    await fresh.page.getByRole('heading', { name: '我的工作台' }).waitFor()
    expect((await rowsOf(fresh.page)).length).toBeGreaterThan(0)

    await fresh.page.getByRole('button', { name: /区住建局承办人乙/ }).click()
    await fresh.page.getByRole('button', { name: '退出登录' }).click()
    await enter(fresh.page, 'handler-new', once)
    await fresh.page.getByText('账号或密码不正确').waitFor()
  },
  PATIENCE_MS,
)

test(
  '断网说得明白，恢复后接着办，写好的字一个不丢',
  async () => {
    const { page, refused } = await stage.personPage('officer', '/ledger')
    const [row] = await rowsOf(page)
    await page.goto(`/problems/${row?.id}`)
    await page.getByRole('button', { name: '填写责任与期限' }).click()
    const form = page.getByRole('dialog', { name: '填写责任与期限' })
    await form.getByLabel('填写哪一列').selectOption({ label: '备注' })
    const words = '断网前写好的备注：已与属地核对，等水利部门回函。'
    await form.getByRole('textbox', { name: '备注' }).fill(words)
    await settled(page)
    refused.push('console: Failed to load resource: net::ERR_INTERNET_DISCONNECTED')
    await page.context().setOffline(true)
    await page.getByText('连接断开，正在重试').waitFor()
    await form.getByRole('button', { name: '下一步：核对' }).click()
    const preview = page.getByRole('dialog', { name: '核对改动' })
    await preview.getByText('连接断开，没有办成').waitFor()
    await preview.getByText(words).waitFor()
    await shot(page, 'connection-lost')

    await page.context().setOffline(false)
    await page.getByText('连接已恢复').waitFor()
    await preview.getByRole('button', { name: '再试一次' }).click()
    await preview.getByRole('cell', { name: words }).waitFor()
    await preview.getByRole('button', { name: '保存 1 处改动' }).click()
    await page.getByText('已保存 1 处改动').waitFor()
    await page.getByRole('region', { name: '办理记录' }).getByText(words).waitFor()

    // A window whose program was never fetched comes when the connection is back.
    await page.context().setOffline(true)
    await page.getByRole('button', { name: '明确责任人' }).click()
    await page.getByText('连接断开，正在重试').waitFor()
    await page.context().setOffline(false)
    await page.getByRole('dialog', { name: '明确责任人' }).waitFor()
  },
  PATIENCE_MS,
)
