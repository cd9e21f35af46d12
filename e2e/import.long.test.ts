import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { demoLedgerFile } from '../src/app/demo/district/ledger-file.ts'
import { loadDistrict } from '../src/app/demo/load-district.ts'
import { figureIs, figuresIn, rowsOf, strip, sumOf, totalIs } from './figures.ts'
import { ON } from '#test/demo-snapshot.ts'
import { PATIENCE_MS, shot, stageOf } from './fixture.ts'
import { settled } from './page-errors.ts'

const stage = stageOf(loadDistrict)
const LINES = 240
const SOURCE = '本轮迎检自查'

/** Hands a file in through the file chooser; its preview opens by itself. */
async function handIn(page: Page, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByText('选择文件', { exact: true }).click()
  await (await chooser).setFiles(path)
  await page.getByRole('heading', { name: '各列认成了什么' }).waitFor()
}

/** Chooses the source, waits until every row has been looked at, and writes the file into the ledger. Answers the receipt. */
async function commit(page: Page): Promise<Record<string, number>> {
  await page.getByLabel('督察与问题来源（必选）').selectOption({ label: SOURCE })
  await page.getByRole('button', { name: '确认导入' }).click() // waits until nothing stands in the way
  const planned = await figuresIn(strip(page, '行数'))
  const question = page.getByRole('dialog', { name: '确认导入' })
  await question.getByText(`读取 ${planned['读取']} ＝ 新增 ${planned['新增']}`).waitFor()
  await question.getByRole('button', { name: '确认导入' }).click()
  await page.getByText('已写入台账').waitFor()
  const receipt = await figuresIn(strip(page, '行数'))
  expect(receipt).toEqual(planned)
  const { 读取: read, ...outcomes } = receipt
  expect(sumOf(outcomes)).toBe(read)
  return receipt
}

const columnOf = (page: Page, head: string) => page.getByLabel(head, { exact: true })
const takenFor = (page: Page, head: string) => columnOf(page, head).locator('option:checked').textContent()

test(
  '专班成员导入240行台账：看到各列认成什么，更正一列，选来源，确认，回执合得上',
  async () => {
    const { page } = await stage.personPage('officer', '/intake')
    await page.getByRole('heading', { name: '还没有导入过文件' }).waitFor()
    await shot(page, 'intake-empty')
    const { name, bytes } = await demoLedgerFile(ON)
    await handIn(page, stage.file(name, bytes))

    await page.getByRole('heading', { name }).waitFor()
    expect(await takenFor(page, '基本情况/反馈问题')).toBe('反馈问题')
    expect(await takenFor(page, '责任体系/责任区领导（包联）')).toBe('责任区领导')
    expect(await takenFor(page, '时限/整改时限')).toBe('整改时限')
    const gate = '责任体系/把关单位'
    expect(await takenFor(page, gate)).toBe('责任单位') // units, but not whose
    expect(await page.getByRole('button', { name: '确认导入' }).isDisabled()).toBe(true)
    await page.getByText('请选择这份台账来自哪次督察、哪类来源').waitFor()
    await columnOf(page, gate).selectOption({ label: '验收单位' })
    await page.getByText('更正已保存').waitFor()
    await figureIs(strip(page, '筛选列'), '已更正', 1)
    await shot(page, 'intake-preview')

    const receipt = await commit(page)
    expect(receipt['读取']).toBe(LINES)
    expect(receipt['新增']).toBe(LINES)
    await shot(page, 'intake-receipt')

    await page.getByRole('link', { name: '查看台账' }).click()
    await totalIs(page, LINES)
    for (const axis of ['进度', '时序', '闭环']) {
      expect(sumOf(await figuresIn(strip(page, axis)))).toBe(LINES)
      await strip(page, axis).getByText(`合计 ${LINES}`).waitFor()
    }
    const corrected = (await rowsOf(page)).filter(({ acceptance }) => acceptance.length > 0)
    expect(corrected.length).toBeGreaterThan(100) // the corrected column has been read
  },
  PATIENCE_MS,
)

/** One text for all ticked rows, up to the preview. */
async function proposeLeader(page: Page, leader: string): Promise<void> {
  await page.getByRole('button', { name: '批量填写' }).click()
  const form = page.getByRole('dialog', { name: '批量填写：已选 3 项' })
  await form.getByRole('combobox', { name: '包联领导' }).fill(leader)
  await page.locator('.ant-select-item-option').filter({ hasText: leader }).first().click()
  await form.getByRole('button', { name: '下一步：核对' }).click()
}

test(
  '点“缺领导”，勾选几行，填写包联领导：先核对后保存，撤销后复原，再填一次',
  async () => {
    const { page } = await stage.personPage('officer', '/ledger')
    const missing = strip(page, '缺项')
    await missing.waitFor()
    const before = (await figuresIn(missing))['缺领导'] ?? 0
    expect(before).toBeGreaterThan(3)
    await missing.getByRole('button', { name: /^缺领导/ }).click()
    await totalIs(page, before)
    expect(new URL(page.url()).search).toBe('?missing=leader')
    await shot(page, 'ledger-missing-leader')

    for (const row of [1, 2, 3]) await page.getByRole('checkbox', { name: `勾选第 ${row} 行` }).click()
    await proposeLeader(page, '包联区领导甲')
    const preview = page.getByRole('dialog', { name: '核对改动' })
    await preview.getByText('填写 3 格，将改动').waitFor()
    expect(await preview.getByRole('cell', { name: '（空）' }).count()).toBe(3)
    expect(await preview.getByRole('cell', { name: '包联区领导甲' }).count()).toBe(3)
    await totalIs(page, before) // nothing is written yet
    await shot(page, 'ledger-fill-preview')
    await preview.getByRole('button', { name: '保存 3 处改动' }).click()
    await page.getByText('已保存 3 处改动').waitFor()
    await totalIs(page, before - 3)

    await page.getByRole('button', { name: '撤销' }).click()
    await page.getByText('已撤销 3 处改动').waitFor()
    await totalIs(page, before)
    await figureIs(missing, '缺领导', before)

    await proposeLeader(page, '包联区领导甲')
    await preview.getByRole('button', { name: '保存 3 处改动' }).click()
    await totalIs(page, before - 3)
    await page.reload()
    await totalIs(page, before - 3)
  },
  PATIENCE_MS,
)

const LEADER = 4
/** A cell by its place; the table has no other name for it. */
const cell = (page: Page, row: number, col: number) => page.locator(`tr[data-row="${row}"] td[data-col="${col}"]`)
const copied = (page: Page) => page.evaluate<string>('navigator.clipboard.readText()')

test(
  '像在表格软件里一样：复制单元格，粘贴一块，向下填充，保存前都先核对',
  async () => {
    const { page } = await stage.personPage('officer', '/ledger?sort=no')
    await cell(page, 0, LEADER).click()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Control+c')
    await page.getByText('已复制 2 行 × 2 列').waitFor()
    const texts = await Promise.all([0, 1].map((row) => Promise.all([4, 5].map((col) => cell(page, row, col).innerText()))))
    expect(texts.flat().some((text) => text !== '')).toBe(true)
    expect(await copied(page)).toBe(texts.map((row) => `${row.join('\t')}\r\n`).join(''))

    const [one = '', two = ''] = ['甲', '乙', '丙', '丁']
      .map((mark) => `包联区领导${mark}`)
      .filter((leader) => !texts.flat().includes(leader))
    await page.evaluate(`navigator.clipboard.writeText('${one}\\n${two}\\n')`)
    await cell(page, 0, LEADER).click()
    await page.keyboard.press('Control+v')
    const preview = page.getByRole('dialog', { name: '核对改动' })
    await preview.getByRole('button', { name: '保存 2 处改动' }).click()
    await page.getByText('已保存 2 处改动').waitFor()
    await cell(page, 0, LEADER).getByText(one).waitFor()
    await cell(page, 1, LEADER).getByText(two).waitFor()

    await preview.waitFor({ state: 'hidden' })
    await cell(page, 0, LEADER).click()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Control+d')
    await preview.getByRole('cell', { name: two }).waitFor()
    await preview.getByRole('button', { name: '保存 1 处改动' }).click()
    await cell(page, 1, LEADER).getByText(one).waitFor()
  },
  PATIENCE_MS,
)

test(
  '导出正式台账，再导入导出的文件：新增 0',
  async () => {
    const { page } = await stage.personPage('officer', '/ledger')
    await page.getByRole('button', { name: '导出' }).click()
    const choice = page.getByRole('dialog', { name: '导出当前筛选出的内容' })
    await choice.getByText(`当前筛选出的 ${LINES} 项`).waitFor()
    const coming = page.waitForEvent('download')
    await choice.getByRole('button', { name: '正式台账（.xlsx）' }).click()
    const download = await coming
    const name = download.suggestedFilename()
    expect(name).toMatch(/^整改台账_截至20261123-1\d{3}\.xlsx$/u)
    const path = stage.file(name, readFileSync(await download.path()))

    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '导入' }).click()
    await handIn(page, path)
    const receipt = await commit(page)
    expect(receipt).toMatchObject({ 读取: LINES, 新增: 0, 拒绝: 0 })
    await shot(page, 'intake-again')
    await page.goto('/ledger')
    await totalIs(page, LINES)
    await settled(page)
  },
  PATIENCE_MS,
)

test(
  '导入比网页先办完：网页一看到就是回执，不停在待确认',
  async () => {
    const { page } = await stage.personPage('officer', '/intake')
    await handIn(page, stage.file('补报.csv', Buffer.from('\uFEFF序号,反馈问题\n1,某河涌沿岸生活污水直排')))
    await page.getByLabel('督察与问题来源（必选）').selectOption({ label: SOURCE })
    await page.getByRole('button', { name: '确认导入' }).click()
    await page.route('**/api/intake/*/job', async (route) => {
      const isOver = async () => !/"state":"(?:waiting|running|retrying)"/u.test(await (await route.fetch()).text())
      await expect.poll(isOver).toBe(true)
      await route.continue()
    })
    await page.getByRole('dialog', { name: '确认导入' }).getByRole('button', { name: '确认导入' }).click()
    await page.getByText('已写入台账').waitFor()
    await settled(page)
  },
  PATIENCE_MS,
)
