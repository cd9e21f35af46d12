import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { type PreviewServer, build, preview } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { ACTION_MS } from './fixture.ts'

const ROOT = fileURLToPath(new URL('kit', import.meta.url))
const PICTURES = fileURLToPath(new URL('../dist/e2e/', import.meta.url))
const DESK = { viewport: { width: 1440, height: 900 } }
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
let browser: Browser
let pages: PreviewServer
const outDir = mkdtempSync(join(tmpdir(), 'bihuan-kit-'))

// The page that shows every control is built for this test and never shipped.
beforeAll(async () => {
  mkdirSync(PICTURES, { recursive: true })
  const shared = { root: ROOT, configFile: false, logLevel: 'error' } as const
  await build({ ...shared, plugins: [react()], build: { outDir, emptyOutDir: true, target: 'es2022', minify: false } })
  pages = await preview({ ...shared, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await pages.close()
  rmSync(outDir, { recursive: true })
})

async function openDemo(options: BrowserContextOptions): Promise<{ page: Page; wrong: string[] }> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'America/New_York', ...options })
  context.setDefaultTimeout(ACTION_MS)
  const page = await context.newPage()
  const wrong: string[] = []
  page.on('pageerror', (error) => wrong.push(error.message))
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()))
  await page.goto(pages.resolvedUrls?.local[0] ?? '')
  await page.getByRole('textbox', { name: '责任人' }).waitFor()
  await page.getByRole('combobox', { name: '牵头单位' }).waitFor()
  return { page, wrong }
}

async function picture(page: Page, name: string): Promise<void> {
  const width = await page.evaluate<number>('document.scrollingElement.scrollWidth')
  expect(width, name).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0)
  await page.screenshot({ path: join(PICTURES, `kit-${name}.png`), fullPage: true, animations: 'disabled' })
}

test('按钮：关着的说得出为什么，键盘够得到，按了不办', async () => {
  const { page, wrong } = await openDemo(DESK)
  const off = page.getByRole('button', { name: '申请销号' })
  await off.focus()
  await page.getByRole('tooltip').filter({ hasText: '由验收人办理' }).waitFor()
  expect(await off.getAttribute('aria-description')).toContain('现场照片')
  expect(await off.isDisabled()).toBe(true)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '普通' }).click()
  await page.getByRole('status').filter({ hasText: '按了普通按钮' }).waitFor()
  await picture(page, 'desk')
  expect(wrong).toEqual([])
})

test('日期：可以输入几种写法，也可以选“今天”，今天按上海时间', async () => {
  const { page } = await openDemo(DESK)
  const day = page.getByRole('textbox', { name: '完成日期' })
  for (const [typed, held] of [
    ['2026.3.5', '2026-03-05'],
    ['20261123', '2026-11-23'],
    ['2026年7月1日', '2026-07-01'],
  ] as const) {
    await day.fill(typed)
    await day.press('Enter')
    await expect.poll(() => day.inputValue()).toBe(held)
  }
  await day.press('ArrowDown')
  await page.getByRole('button', { name: '2026年7月1日' }).and(page.locator(':focus')).waitFor()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await expect.poll(() => day.inputValue()).toBe('2026-06-23')
  await day.fill('说不清')
  await page.getByRole('textbox', { name: '责任人' }).focus()
  await page.getByText('请填写日期').waitFor()
  await page.getByRole('button', { name: '清除完成日期' }).click()
  expect(await day.inputValue()).toBe('')
  await day.click()
  await page.getByRole('button', { name: '今天', exact: true }).click()
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(new Date())
  await expect.poll(() => day.inputValue()).toBe(today)
})

test('选一个、选几个、选人、选单位：都能靠输入找到', async () => {
  const { page } = await openDemo(DESK)
  const box = (name: string) => page.getByRole('combobox', { name, exact: true })
  const isChosen = (words: string) => page.locator('main').getByText(words, { exact: true }).filter({ visible: true }).first().waitFor()
  await box('单位').fill('d12j')
  await page.locator('.ant-select-item-option').filter({ hasText: '第12局' }).waitFor()
  await box('单位').press('Enter')
  await isChosen('第12局')
  await box('核查人').fill('甲')
  await page.locator('.ant-select-item-option').filter({ hasText: '包联领导甲' }).filter({ hasText: '副县长' }).click()
  await isChosen('包联领导甲')
  await box('牵头单位').fill('zjj')
  await page.locator('.ant-select-tree-title').filter({ hasText: '住房和城乡建设局' }).click()
  await isChosen('住房和城乡建设局')
})

test('一列答案选一个；当场要找的人，打开就能输入，回车即选', async () => {
  const { page } = await openDemo(DESK)
  const above = page.getByRole('radiogroup', { name: '上级原文' })
  await above.getByRole('radio', { name: '第30局' }).check()
  await above.getByRole('radio', { name: '第31局' }).check()
  expect(await above.getByRole('radio', { name: '第30局' }).isChecked()).toBe(false)
  await page.getByRole('button', { name: '指认' }).click()
  await page.getByRole('combobox', { name: '“小乙”是谁' }).and(page.locator(':focus')).waitFor()
  await page.locator('.ant-select-item-option').filter({ hasText: '包联领导甲' }).waitFor() // open without another click
  await page.keyboard.type('乙')
  await page.locator('.ant-select-item-option').filter({ hasText: '包联领导甲' }).waitFor({ state: 'detached' })
  await page.keyboard.press('Enter')
  await page
    .locator('.ant-select')
    .filter({ has: page.getByRole('combobox', { name: '“小乙”是谁' }) })
    .getByText('承办人乙')
    .waitFor()
})

test('选项分组：少的用浏览器自己的，多的用能查找的；几个名字可以用回车，也可以用顿号', async () => {
  const { page } = await openDemo(DESK)
  await page.getByLabel('角色').selectOption({ label: '配合' })
  expect(await page.locator('optgroup[label="协办"] option').allTextContents()).toEqual(['配合'])
  await page.getByRole('combobox', { name: '单位', exact: true }).fill('第21局')
  await page.locator('.ant-select-item-group').filter({ hasText: '镇街' }).waitFor()
  await page.getByRole('combobox', { name: '单位', exact: true }).press('Enter')
  const names = page.getByRole('combobox', { name: '核查人员' })
  const held = page.locator('.ant-select').filter({ has: names }).locator('.ant-select-selection-item')
  await names.pressSequentially('甲、')
  await names.pressSequentially('乙')
  await names.press('Enter')
  await expect.poll(() => held.allTextContents()).toEqual(['甲', '乙'])
  await page.locator('.ant-select').filter({ has: names }).locator('.ant-select-selection-item-remove').first().click()
  await expect.poll(() => held.allTextContents()).toEqual(['乙'])
})

test('表单：填了一半刷新还在，并且说已恢复；数字超出范围说得出范围', async () => {
  const { page } = await openDemo(DESK)
  await page.getByRole('textbox', { name: '责任人' }).fill('承办人丙')
  const number = page.getByRole('textbox', { name: '提前提醒' })
  await number.fill('３1')
  await page.getByText('请填写 1 至 30 的整数').waitFor()
  await number.fill('１5')
  await number.blur()
  expect(await number.inputValue()).toBe('15')
  await page.reload()
  await page.getByText('已恢复上次没有保存的内容').waitFor()
  expect(await page.getByRole('textbox', { name: '责任人' }).inputValue()).toBe('承办人丙')
  await page.getByRole('button', { name: '清空重填' }).click()
  expect(await page.getByRole('textbox', { name: '责任人' }).inputValue()).toBe('')
})

test('窗口：Esc 关上，焦点回到打开它的按钮；没办成的留着并说明原因', async () => {
  const { page } = await openDemo(DESK)
  const opener = page.getByRole('button', { name: '打开表单' })
  await opener.click()
  const dialog = page.getByRole('dialog', { name: '明确责任人' })
  await dialog.getByText('别人刚刚改过这一项').waitFor()
  await picture(page, 'dialog-desk')
  const day = dialog.getByRole('textbox', { name: '完成日期' })
  await day.press('ArrowDown')
  await page
    .getByRole('button', { name: /，今天$/ })
    .and(page.locator(':focus'))
    .waitFor()
  await page.keyboard.press('Escape') // closes the calendar only
  await dialog.waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(() => page.evaluate<string>('document.activeElement.textContent')).toBe('打开表单')
  await page.getByRole('button', { name: '打开确认' }).click()
  const confirm = page.getByRole('dialog', { name: '取下这份材料' })
  await confirm.getByRole('button', { name: '取下' }).click()
  await confirm.getByText('已被引用，不能取下').waitFor()
})

test('列表：条件在网址里，返回键退一步，标签去掉它', async () => {
  const { page } = await openDemo(DESK)
  await page.getByRole('searchbox', { name: '搜索' }).fill('甲河')
  await expect.poll(() => decodeURIComponent(page.url())).toContain('q=甲河')
  expect(await page.getByRole('table', { name: '问题' }).getByRole('rowheader').count()).toBe(1)
  const row = page.getByRole('table', { name: '问题' }).getByRole('row').nth(1)
  await row.click()
  await expect.poll(() => row.getAttribute('aria-selected')).toBe('true')
  await page.getByRole('button', { name: /搜索：甲河/ }).click()
  await expect.poll(() => page.url()).not.toContain('q=')
  await page.goBack()
  await expect.poll(() => page.getByRole('searchbox', { name: '搜索' }).inputValue()).toBe('甲河')
})

test('手机：不超出屏幕，日期用手机自己的滚轮，窗口占满屏幕', async () => {
  const { page, wrong } = await openDemo(PHONE)
  expect(await page.getByLabel('完成日期').getAttribute('type')).toBe('date')
  await page.getByLabel('完成日期').fill('2026-12-02')
  await picture(page, 'phone')
  await page.getByRole('button', { name: '申请销号' }).tap({ force: true })
  await page.getByRole('tooltip').waitFor()
  await page.getByRole('button', { name: '打开表单' }).tap()
  const box = await page.getByRole('dialog', { name: '明确责任人' }).boundingBox()
  expect(box?.width).toBe(390)
  await picture(page, 'dialog-phone')
  expect(wrong).toEqual([])
})
