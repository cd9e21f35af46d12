import { Client } from 'pg'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { App } from '#platform/app.ts'
import type { Defined } from '#platform/jobs/job-types.ts'
import { loadDistrict } from '../src/app/demo/load-district.ts'
import { DEMO_PASSWORD } from '../src/app/demo/log-ins.ts'
import { signIn } from '../src/app/in-process-client.ts'
import { PATIENCE_MS, type Prepare, shot, stageOf } from './fixture.ts'

/** More than is exported directly. */
const MANY = 4_200
const SOURCE = '本轮迎检自查'
const HEAD = '问题编号,反馈问题,整改措施,牵头单位,整改时限'
const row = (mark: string, i: number) => `${mark}-${i},${mark}第${i}号堆场扬尘未覆盖,完成覆盖,区住建局,2027年6月30日前`
const sheet = (mark: string, rows: number) =>
  Buffer.from(`\uFEFF${[HEAD, ...Array.from({ length: rows }, (_, i) => row(mark, i))].join('\n')}`)

/** Where jobs stop until the test lets them go on, and whether imports break. */
const held = { phase: '', gate: Promise.withResolvers<void>(), broken: false }
const hold = (phase: string) => Object.assign(held, { phase, gate: Promise.withResolvers<void>() })
const letGo = () => {
  held.phase = ''
  held.gate.resolve()
}

function holdable({ jobs: { defined } }: App, name: string): void {
  const known = defined.get(name) as Defined
  defined.set(name, {
    ...known,
    run: async (context, actor, input) => {
      if (held.broken) throw new Error('ENOSPC: no space left on device')
      const progress: typeof context.progress = async (phase, done, total) => {
        await context.progress(phase, done, total)
        if (phase === held.phase && (done === undefined || done * 2 >= (total ?? 0))) await held.gate.promise
      }
      return known.run({ ...context, progress }, actor, input)
    },
  })
}

const prepare: Prepare = async (app, on, code, moveClock) => {
  const sources = await loadDistrict(app, on, code, moveClock)
  const officer = await signIn(app, 'officer', DEMO_PASSWORD)
  const { id } = await officer.upload('/intake?name=many.csv', sheet('旧', MANY))
  await officer.post(`/intake/${String(id)}/choices`, { sourceId: sources.get('present-self-check') })
  await officer.post(`/intake/${String(id)}/commit`)
  for (const name of ['intake.commit', 'reports.export']) holdable(app, name)
}
const stage = stageOf(prepare)

/** A file of so many rows up to its confirmation. */
async function confirmed(page: Page, name: string, rows: number): Promise<void> {
  await page.goto('/intake')
  const chooser = page.waitForEvent('filechooser')
  await page.getByText('选择文件', { exact: true }).click()
  await (await chooser).setFiles(stage.file(name, sheet(name, rows)))
  await page.getByRole('heading', { name: '各列认成了什么' }).waitFor()
  await confirm(page)
}
async function confirm(page: Page): Promise<void> {
  await page.getByLabel('督察与问题来源（必选）').selectOption({ label: SOURCE })
  await page.getByRole('button', { name: '确认导入' }).click()
  await page.getByRole('dialog', { name: '确认导入' }).getByRole('button', { name: '确认导入' }).click()
}
const progressOf = (page: Page, words: string) => page.getByRole('progressbar', { name: words })

test(
  '导入在后台进行：看得到写了多少行，刷新后还在；取消后什么也没写；再确认一次，离开再回来就是回执',
  async () => {
    const { page } = await stage.personPage('officer', '/intake')
    hold('正在写入台账')
    await confirmed(page, '新.csv', 1_800)
    await progressOf(page, '正在写入台账').waitFor()
    await page.getByText(/(?:500 . 1800（27%）|1000 . 1800（55%）)/u).waitFor()
    await page.reload()
    await page.getByText(/(?:500 . 1800（27%）|1000 . 1800（55%）)/u).waitFor()
    await shot(page, 'import-running')
    await page.goto('/intake')
    await page
      .getByRole('row', { name: /新\.csv/u })
      .getByText('正在导入')
      .waitFor()
    await shot(page, 'intake-list-importing')
    await page.getByRole('link', { name: '新.csv' }).click()
    await page.getByRole('button', { name: '取消' }).click()
    await page.getByText('上次导入已取消，什么也没有写入').waitFor()
    letGo()
    await shot(page, 'import-cancelled')
    hold('正在登记办理记录和回执')
    await confirm(page)
    await progressOf(page, '正在登记办理记录和回执').waitFor()
    await page.goto('/')
    letGo()
    await page.goBack()
    await page.getByText('已写入台账').waitFor()
    await page.getByText(/1800/u).first().waitFor()
  },
  PATIENCE_MS,
)

test(
  '大的导出：看得到写了多少行，可以取消；做完自动下载，以后在“我的导出”里再取；别人看不到',
  async () => {
    const { page } = await stage.personPage('officer', '/ledger')
    const begin = async () => {
      await page.getByRole('button', { name: '导出' }).click()
      await page.getByRole('button', { name: '正式台账（.xlsx）' }).click()
    }
    hold('正在生成文件')
    await begin()
    await page.getByRole('button', { name: /^正在导出 \d+%/u }).click()
    await progressOf(page, '正在生成文件').waitFor()
    await page.getByText(/^\d+ \/ \d+（\d+%）$/u).waitFor()
    await shot(page, 'export-running-ledger')
    await page.getByRole('button', { name: '取消' }).click()
    letGo()
    await page.getByText('已取消导出：正式台账（.xlsx）').waitFor()

    hold('正在生成文件')
    await page.goto('/reports')
    await page.getByText(/共 \d+ 项/u).waitFor()
    await page.getByRole('button', { name: '生成并下载' }).first().click()
    await progressOf(page, '正在生成文件').first().waitFor()
    await shot(page, 'export-running')
    const coming = page.waitForEvent('download')
    letGo()
    const name = (await coming).suggestedFilename()
    expect(name).toMatch(/^整改台账_截至20261123-1\d{3}\.xlsx$/u)
    await page.getByText('已生成，请在浏览器的下载里查看').waitFor()
    await page.getByText(`${name}，保存到 2026-11-30`).waitFor()
    await shot(page, 'exports-mine')
    await page.reload()
    const again = page.waitForEvent('download')
    await page.getByRole('button', { name: /^下载 正式台账/u }).click()
    expect((await again).suggestedFilename()).toBe(name)

    const other = await stage.personPage('supervisor', '/reports')
    await other.page.getByText(/共 \d+ 项/u).waitFor()
    expect(await other.page.getByRole('heading', { name: '我的导出' }).count()).toBe(0)
  },
  PATIENCE_MS,
)

test(
  '系统管理员的后台任务页：空着；正在办和排队的可以取消；未能完成的写明原因，重试就办成',
  async () => {
    const { page: officer } = await stage.personPage('officer', '/intake')
    const { page } = await stage.personPage('admin', '/jobs')
    await page.getByText('现在没有任务').waitFor()
    await page.getByText('每天 03:10（北京时间）').waitFor()
    await shot(page, 'jobs-empty')

    hold('正在写入台账')
    await confirmed(officer, '甲.csv', 1_200)
    await progressOf(officer, '正在写入台账').waitFor()
    await confirmed(officer, '乙.csv', 30)
    await officer.getByText('排队等候').waitFor()
    const part = (title: string) => page.getByRole('region', { name: title })
    await part('正在办理').getByText('甲.csv').waitFor()
    await part('正在办理')
      .getByText(/(?:500|1000) \/ 1200/u) // how far it is is written so often and no more often
      .waitFor()
    await part('排队等候').getByText('乙.csv').waitFor()
    await shot(page, 'jobs-running')
    await page.getByRole('button', { name: '取消：导入台账 乙.csv' }).click()
    await part('最近结束').getByText('乙.csv').waitFor()
    letGo()
    await part('正在办理').waitFor({ state: 'detached' })

    held.broken = true
    const client = new Client({ connectionString: stage.server().store.url })
    await client.connect()
    await client.query('update pgboss.queue set retry_limit = 0')
    await client.end()
    await confirmed(officer, '丙.csv', 30)
    await officer.getByText('没有导入成功：系统出错').waitFor()
    await shot(officer, 'import-failed')
    const failed = part('未能完成')
    await failed.getByText('丙.csv').waitFor()
    await failed.getByText('ENOSPC: no space left on device').waitFor()
    await shot(page, 'jobs-failed')
    held.broken = false
    await page.getByRole('button', { name: '重试：导入台账 丙.csv' }).click()
    await failed.waitFor({ state: 'detached' })
    await part('最近结束').getByText('丙.csv').waitFor()
    await officer.reload()
    await officer.getByText('已写入台账').waitFor()
  },
  PATIENCE_MS,
)
