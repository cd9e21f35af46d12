import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { CARD_COLUMNS, FIRST_COLUMNS, ledgerColumns } from '#features/problems/web/ledger/ledger-columns.tsx'
import { columnsParam } from '#features/problems/web/ledger/listed-row.ts'
import type { ListedRow } from '#features/problems/problems.contract.ts'
import { rowsOf } from './figures.ts'
import { PATIENCE_MS, PHONE, shot, stageOf } from './fixture.ts'
import { settled } from './page-errors.ts'

const stage = stageOf('demo')

/** The columns of every list the page reads from now on. */
function listsOf(page: Page): (string | null)[] {
  const read: (string | null)[] = []
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url())
    if (pathname === '/api/problems') read.push(searchParams.get('columns'))
  })
  return read
}
const plain = (text: string) => text.replaceAll(/\s+/g, '')
const lineText = async (page: Page) => plain(await page.locator('tr[data-row="1"]').innerText())

test(
  '台账只读看得见的列：添一列，字就来；每一列都不留“…”；填写、撤销照旧；手机上读得更少',
  async () => {
    const { page } = await stage.personPage('officer', '/ledger')
    const grid = page.getByRole('grid', { name: '整改台账' })
    await grid.waitFor()
    await shot(page, 'ledger-columns-desk')
    const read = listsOf(page)

    await page.getByRole('button', { name: /^列/ }).click()
    const choice = page.getByRole('dialog', { name: '显示哪些列' })
    for (const { key, title } of ledgerColumns(true).filter((column) => !column.frozen && !FIRST_COLUMNS.includes(column.key))) {
      await choice.getByLabel(title, { exact: false }).first().check()
      await expect.poll(() => read.at(-1)?.split(',')).toContain(key)
    }
    await page.keyboard.press('Escape')
    await settled(page)
    expect(read.at(-1)).toBe(columnsParam(ledgerColumns(true).map(({ key }) => key)))
    await expect.poll(() => grid.getByText('…', { exact: true }).count()).toBe(0)
    const line = await lineText(page)
    const whole = (await rowsOf(page)) as unknown as ListedRow[]
    const row = whole.find(({ no }) => no !== null && line.includes(no))
    expect(
      ledgerColumns(true)
        .flatMap(({ text }) => (row ? [plain(text(row))] : ['?']))
        .filter((text) => !line.includes(text)),
    ).toEqual([])

    // the last column is 备注: fill it as a paste does, and take it back
    await page.locator('tr[data-row="1"] td').last().click()
    await page.evaluate(`navigator.clipboard.writeText('与属地核对过')`)
    await page.keyboard.press('Control+v')
    const preview = page.getByRole('dialog', { name: '核对改动' })
    await preview.getByRole('button', { name: '保存 1 处改动' }).click()
    await expect.poll(() => lineText(page)).toContain('与属地核对过')
    await page.getByRole('button', { name: '撤销' }).click()
    await expect.poll(() => lineText(page)).toBe(line)

    await page.setViewportSize(PHONE)
    await page.getByRole('list', { name: '整改台账' }).waitFor()
    await expect.poll(() => read.at(-1)).toBe(columnsParam(CARD_COLUMNS))
    await settled(page)
    expect(await page.getByRole('list', { name: '整改台账' }).getByText('…', { exact: true }).count()).toBe(0)
    await shot(page, 'ledger-columns-phone')
  },
  PATIENCE_MS,
)
