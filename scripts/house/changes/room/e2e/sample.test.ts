import { expect, test } from 'vitest'
import { PATIENCE_MS, shot, stageOf } from './fixture.ts'

const stage = stageOf('demo')

test(
  '新的房间：导航、工作台、待我办理、搜索里都有，结果登记得进',
  async () => {
    const { page: office } = await stage.personPage('officer')
    const units = await office.evaluate<{ id: string }[]>(
      `fetch('/api/problems?size=200').then((r) => r.json()).then(({ rows }) => rows.flatMap(({ lead }) => lead).filter(({ name }) => name.includes('住建')))`,
    )
    const taken = await office.evaluate<number>(
      `fetch('/api/samples', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ title: '某河涌断面水样', unitId: '${units[0]?.id}', dueOn: '2027-01-31' }) }).then((r) => r.status)`,
    )
    expect(taken).toBe(200)

    const { page } = await stage.personPage('handler-zhujian')
    await page.getByRole('region', { name: '采样检测' }).getByText('待出结果').waitFor()
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '采样检测' }).click()
    await page.getByRole('link', { name: /某河涌断面水样/ }).waitFor()
    await shot(page, 'sample-list')
    await page.goto('/search?q=断面水样')
    await page.getByRole('link', { name: /某河涌断面水样/ }).waitFor()
    await page.goto('/todo')
    await page
      .getByRole('link', { name: /去登记/ })
      .first()
      .click()
    await page.getByRole('heading', { name: '某河涌断面水样' }).waitFor()
    await page.getByLabel('检测结果').getByRole('textbox').fill('氨氮超标')
    await page.getByRole('button', { name: '登记结果' }).click()
    await page.getByRole('region', { name: '办理记录' }).getByText('登记检测结果').waitFor()
    await shot(page, 'sample')
  },
  PATIENCE_MS,
)
