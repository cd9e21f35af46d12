import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { TITLES, broughtToVerification, clockAt, idsOf, photo, twoProblems } from './closeout-fixture.ts'
import { ON } from '#test/demo-snapshot.ts'
import { PATIENCE_MS, type Watched, shot, stageOf } from './fixture.ts'
import { settled } from './page-errors.ts'

const stage = stageOf(async (app, on, code, moveClock) => {
  await twoProblems(app, on, code, moveClock)
  world.app = app
})
const world: { app?: Parameters<typeof broughtToVerification>[0] } = {}

const closing = (page: Page) => page.getByRole('region', { name: '销号', exact: true })
const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name })
const steps = (page: Page) => closing(page).getByRole('list', { name: '销号环节' }).first()
/** The running step as the chain shows it. */
const runs = (page: Page, name: string) => steps(page).locator('[aria-current="step"]').filter({ hasText: name }).waitFor()

/** What stands in the way of an application. */
const isMissing = (page: Page, words: string) => closing(page).getByRole('listitem').filter({ hasText: words }).waitFor()

let seed = 0
/** Hands a picture to the file chooser of a part of the page. */
async function giveFile(part: Locator, name: string): Promise<void> {
  seed += 1
  await part
    .getByLabel('上传', { exact: false })
    .and(part.locator('input[type=file]'))
    .first()
    .setInputFiles(stage.file(name, await photo(seed)))
}

/** A person at an address, with the clock of the browser at the server's. */
async function seated(login: string, at: string, time: string): Promise<Watched> {
  const watched = await stage.personPage(login, at)
  await watched.page.clock.setFixedTime(new Date(`${time}:00+08:00`))
  return watched
}

/** Reports one measure done, with a new file as its proof. */
async function report(page: Page, no: number): Promise<void> {
  await page.getByRole('button', { name: `填报措施 ${no} 的进展` }).click()
  const form = dialog(page, `填报进展：措施 ${no}`)
  await form.getByLabel('已完成').check()
  await form.getByLabel('完成情况（必填）').fill(`措施 ${no} 已全部完成，现场已恢复。`)
  await giveFile(form, `措施${no}整改后-${seed}.jpg`)
  await form.getByText('成功 1 个').waitFor()
  await form.getByRole('button', { name: '填报', exact: true }).click()
  await page.getByText(`已填报措施 ${no}：已完成`).waitFor()
  await settled(page)
}

async function apply(page: Page, words: RegExp): Promise<void> {
  await closing(page).getByRole('button', { name: '申请销号' }).click()
  const form = dialog(page, words)
  expect(await form.getByRole('textbox', { name: '整改完成情况' }).inputValue()).toContain('1. 措施 1 已全部完成')
  await form.getByRole('textbox', { name: '长效机制' }).fill('纳入日常巡查，每月不少于两次。')
  await form.getByRole('button', { name: '提交申请' }).click()
  await form.waitFor({ state: 'detached' })
}

async function sign(page: Page, step: string, text: string): Promise<void> {
  await closing(page).getByRole('button', { name: '签署意见' }).click()
  const form = dialog(page, step)
  await form.getByRole('radio', { name: '同意' }).check()
  expect(await form.getByRole('textbox', { name: '意见' }).inputValue()).toBe('')
  await form.getByRole('textbox', { name: '意见' }).fill(text)
  await form.getByRole('button', { name: '签署', exact: true }).click()
  await form.waitFor({ state: 'detached' })
}

/** Fills in the verification on a phone; the measures named are refused. */
async function verify(page: Page, refused: readonly number[]): Promise<void> {
  await page.getByRole('link', { name: '去核查' }).first().click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  for (const no of [1, 2]) {
    const card = page
      .getByRole('listitem')
      .filter({ hasText: `措施 ${no}` })
      .first()
    await page.getByText(`还有 ${3 - no} 条措施未核`).waitFor()
    if (!refused.includes(no)) await card.getByRole('button', { name: '全部勾选' }).click()
    await card.getByRole('radio', { name: refused.includes(no) ? '不采信' : '采信', exact: true }).check()
    if (refused.includes(no)) await card.getByRole('textbox', { name: '不采信的原因' }).fill('东侧仍有零星堆存，须清理后再申请。')
  }
  await page.getByRole('textbox', { name: '走访群众情况' }).fill('走访周边 4 户，3 户表示明显改善。')
  await page.getByRole('textbox', { name: '核查结论' }).fill(refused.length > 0 ? '部分措施未到位。' : '逐条核对，措施落实到位。')
  seed += 1
  await page.getByLabel('拍照', { exact: true }).setInputFiles(stage.file(`现场${seed}.jpg`, await photo(seed)))
  await page.getByRole('button', { name: /^移去/ }).first().waitFor()
}

async function pickPerson(page: Page, name: string): Promise<void> {
  const picker = page.getByRole('combobox', { name: '核查人员' })
  await picker.fill(name)
  await page.locator('.ant-select-item-option').filter({ hasText: name }).first().click()
  await page.keyboard.press('Escape')
}

test(
  '从举证到销号：申请，负责人同意，现场核查退回一次再通过，专班复核，公示期满，领导纸质审批代录，备案，撤销后开始第二轮，旧档案可查',
  async () => {
    const handler = await seated('handler-zhujian', '/', `${ON}T09:50`)
    const { short } = await idsOf(handler.page)
    const here = `/problems/${short}`
    await handler.page.goto(here)
    await isMissing(handler.page, '措施 1、2 没有佐证')
    for (const no of [1, 2]) await report(handler.page, no)
    await apply(handler.page, /^申请销号/)
    await runs(handler.page, '责任单位负责人意见')

    const head = await seated('head-zhujian', '/todo', `${ON}T09:50`)
    await head.page.getByRole('link', { name: TITLES.short }).first().click()
    await sign(head.page, '责任单位负责人意见', '经自验，同意申请销号。')
    await runs(head.page, '验收单位现场核查')

    const verifier = await seated('verifier', '/todo', `${ON}T09:50`)
    await verifier.page.setViewportSize({ width: 390, height: 844 })
    await shot(verifier.page, 'closeout-queue')
    await verify(verifier.page, [2])
    await verifier.page.getByRole('button', { name: '提交核查' }).click()
    await verifier.page.getByText('核查人员至少 2 人，现有 1 人').first().waitFor()
    await pickPerson(verifier.page, '验收核查组验收人乙')
    await verifier.page.reload() // what was typed is still there
    await verifier.page.getByText('有不采信的措施，提交后：退回申请单位').waitFor()
    verifier.refused.push('console: Failed to load resource: net::ERR_INTERNET_DISCONNECTED')
    await verifier.page.context().setOffline(true)
    await verifier.page.evaluate("fetch('/').catch(() => undefined)")
    await verifier.page.getByText('没有网络：所填内容已存在本机').waitFor()
    expect(await verifier.page.getByRole('button', { name: '提交核查' }).isDisabled()).toBe(true)
    await shot(verifier.page, 'verify-offline')
    await verifier.page.context().setOffline(false)
    await verifier.page.getByRole('button', { name: '提交核查' }).click()
    await verifier.page.getByText('现场核查不通过，已退回申请单位').waitFor()

    await handler.page.reload()
    await closing(handler.page).getByText('退回 1 次').waitFor()
    await report(handler.page, 2)
    await apply(handler.page, /^再次申请销号/)
    await head.page.reload()
    await sign(head.page, '责任单位负责人意见', '已补正，同意。')

    await verifier.page.goto('/todo')
    await verifier.page.getByRole('heading', { name: '待我办理' }).waitFor()
    await verify(verifier.page, [])
    await pickPerson(verifier.page, '验收核查组验收人乙')
    await verifier.page.getByText('全部采信，提交后：通过，转“整改专班复核意见”').waitFor()
    await shot(verifier.page, 'verify-ready')
    await verifier.page.getByRole('button', { name: '提交核查' }).click()
    await verifier.page.getByText('现场核查通过').waitFor()
    await verifier.page.getByRole('link', { name: '待我办理' }).last().click()
    await verifier.page.getByRole('heading', { name: '没有等您办理的' }).waitFor()
    await shot(verifier.page, 'closeout-queue-empty')

    const office = await seated('officer', here, `${ON}T09:50`)
    await closing(office.page).getByRole('button', { name: '签署时所见' }).first().click()
    await dialog(office.page, '签署时所见').getByText('与现在的材料一致').waitFor()
    await office.page.keyboard.press('Escape')
    await sign(office.page, '整改专班复核意见', '材料齐全，同意公示。')
    await closing(office.page).getByRole('button', { name: '开始公示' }).click()
    const notice = dialog(office.page, '开始公示')
    await notice.getByRole('textbox', { name: '公示媒介' }).fill('区政府网站')
    await notice.getByRole('textbox', { name: '联系单位' }).fill('区整改办')
    await notice.getByRole('textbox', { name: '联系电话或邮箱' }).fill('分机8021')
    await notice.getByRole('button', { name: '开始公示' }).click()
    await closing(office.page).getByText('公示中：销号公示').waitFor()
    expect(await closing(office.page).getByRole('button', { name: '结束公示' }).isDisabled()).toBe(true)

    await closing(office.page).getByRole('button', { name: '登记公示异议' }).click()
    const objection = dialog(office.page, '登记公示异议')
    await objection.getByRole('textbox', { name: '异议内容' }).fill('来电反映夜间仍有车辆倾倒。')
    await objection.getByRole('button', { name: '登记', exact: true }).click()
    await closing(office.page).getByRole('button', { name: '答复' }).click()
    const answer = dialog(office.page, '答复公示异议')
    await answer.getByRole('radio', { name: '异议不成立' }).check()
    await answer.getByRole('textbox', { name: '答复', exact: true }).fill('调取监控，未见倾倒，已加装卡口。')
    await answer.getByRole('button', { name: '答复', exact: true }).click()
    await closing(office.page).getByText('答复（异议不成立）').waitFor()

    // sessions of the day before lapse, and a page that is open notices
    for (const seat of [handler, head, verifier, office]) await seat.page.close()
    clockAt('2026-12-02', '09:00')
    const { page } = await seated('officer', here, '2026-12-02T08:50')
    await closing(page).getByRole('button', { name: '结束公示' }).click()
    const end = dialog(page, '公示结束')
    await end.getByRole('button', { name: '公示期满，所提异议已答复，异议不成立。' }).click()
    await end.getByRole('button', { name: '公示结束' }).click()
    await runs(page, '包联领导审批意见')

    await closing(page).getByRole('button', { name: '代录：签署意见' }).click()
    const paper = dialog(page, '包联领导审批意见（代录）')
    await paper.getByRole('radio', { name: '同意' }).check()
    await paper.getByRole('textbox', { name: '意见' }).fill('同意销号。')
    await paper.getByRole('combobox', { name: '签字人' }).selectOption({ index: 1 })
    await paper.getByRole('textbox', { name: '签字日期' }).fill('2026-12-02')
    await page.keyboard.press('Enter')
    await giveFile(paper, '领导签批.jpg')
    await paper.getByRole('button', { name: /^移去/ }).first().waitFor()
    await paper.getByRole('button', { name: '录入意见' }).click()
    await closing(page).getByText('整改推进组专班成员甲代录').waitFor()
    await runs(page, '报市备案')
    expect(await closing(page).getByRole('button', { name: '登记备案' }).isDisabled()).toBe(true)
    await shot(page, 'closeout-unconfirmed')
    const signatory = await seated('leader1', '/todo', '2026-12-02T08:50')
    await signatory.page.getByRole('link', { name: TITLES.short }).first().click()
    await shot(signatory.page, 'closeout-to-confirm')
    await closing(signatory.page).getByRole('button', { name: '核对无误，确认' }).click()
    await closing(signatory.page).getByText('代录已确认').waitFor()

    await page.reload()
    await closing(page).getByRole('button', { name: '登记备案' }).click()
    const filing = dialog(page, '报市备案')
    await filing.getByRole('textbox', { name: '备案文号' }).fill('滨环改备〔2026〕3号')
    await filing.getByRole('textbox', { name: '备案机关' }).fill('市整改办')
    await filing.getByRole('button', { name: '备案', exact: true }).click()
    await closing(page).getByText('已备案').first().waitFor()
    await shot(page, 'closeout-filed')

    await closing(page).getByRole('button', { name: '撤销销号' }).click()
    const revoke = dialog(page, '撤销销号')
    await revoke.getByText('开始第 2 轮整改').waitFor()
    await revoke.getByRole('radio', { name: '问题反弹' }).check()
    await revoke.getByRole('textbox', { name: '撤销原因' }).fill('回访发现原址再次堆存。')
    await revoke.getByRole('textbox', { name: '新的整改时限' }).fill('2027-12-31')
    await revoke.getByRole('textbox', { name: '时限依据' }).fill('区督办通知')
    await shot(page, 'closeout-revoke')
    await revoke.getByRole('button', { name: '撤销销号' }).click()
    await closing(page).getByText('第 1 轮档案').click()
    await closing(page).getByText('滨环改备〔2026〕3号').waitFor()
    await isMissing(page, '措施 1、2 没有佐证')
    await shot(page, 'closeout-second-cycle')
  },
  PATIENCE_MS,
)

test(
  '办理途中改了销号环节：正在办理的照旧走完，页面说明有几项仍按以前的版本',
  async () => {
    clockAt('2026-12-02', '09:10')
    const { page } = await seated('officer', '/closeout/chain', '2026-12-02T09:00')
    const { long } = await idsOf(page)
    if (!world.app) throw new Error('没有服务器')
    await broughtToVerification(world.app, long)

    await page.reload()
    const row = (name: string) => page.getByRole('listitem', { name: new RegExp(name, 'u') })
    await row('整改专班复核意见').getByRole('button', { name: '删除' }).click()
    await row('验收单位现场核查').getByRole('textbox', { name: '环节名称' }).focus()
    await page.keyboard.press('Alt+ArrowUp')
    expect(await page.getByRole('listitem').getByRole('textbox', { name: '环节名称' }).first().inputValue()).toBe('验收单位现场核查')
    await row('验收单位现场核查').getByRole('button', { name: '删除' }).click()
    await page.getByText('销号之前必须有现场核查').waitFor()
    await shot(page, 'chain-faults')
    await page.getByRole('button', { name: '＋ 现场核查' }).click()
    for (let i = 0; i < 4; i += 1) await row('现场核查').getByRole('button', { name: '上移' }).click()
    await page.getByRole('textbox', { name: '修改原因' }).fill('按新的办法，专班不再单独复核')
    await page.getByRole('button', { name: '提交，由另一人批准' }).click()
    await page.getByRole('group', { name: '待批准的修改' }).waitFor()
    await shot(page, 'chain-proposed')
    const second = await seated('officer2', '/closeout/chain', '2026-12-02T09:00')
    await second.page.getByRole('group', { name: '待批准的修改' }).getByRole('button', { name: '批准', exact: true }).click()
    await second.page.getByText(/有 \d 项正在办理，仍按以前的版本/u).waitFor()
    await page.reload()
    await page.getByText(/有 \d 项正在办理，仍按以前的版本/u).waitFor()

    await page.goto(`/problems/${long}`)
    await runs(page, '验收单位现场核查')
    await steps(page).getByText('整改专班复核意见').waitFor()
    await shot(page, 'closeout-old-chain')
    await settled(page)
  },
  PATIENCE_MS,
)
