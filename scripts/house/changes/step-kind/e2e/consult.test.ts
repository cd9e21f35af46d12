import { expect, test } from 'vitest'
import { STANDARD_CHAIN } from '#kernel/rooms/closeout-chain.ts'
import { DEMO_PASSWORD } from '../src/app/demo/log-ins.ts'
import { signIn } from '../src/app/in-process-client.ts'
import { TITLES, broughtToVerification, idsOf, twoProblems } from './closeout-fixture.ts'
import { PATIENCE_MS, stageOf } from './fixture.ts'

const MEETING: (typeof STANDARD_CHAIN)[number] = { key: 'meeting', kind: 'consult', name: '专班会商', holder: 'office', closes: false }
const world: { app?: Parameters<typeof broughtToVerification>[0] } = {}
const stage = stageOf(async (app, on, code, moveClock) => {
  await twoProblems(app, on, code, moveClock)
  world.app = app
})

test(
  '会商：在待我办理里，填自己的表单，之后到下一环节；环节页上可以增加',
  async () => {
    if (!world.app) throw new Error('no server')
    const officer = await signIn(world.app, 'officer', DEMO_PASSWORD)
    const steps = STANDARD_CHAIN.toSpliced(1, 0, MEETING)
    const { proposalId } = await officer.post('/closeout/chains', { scope: 'place', steps, reason: '先会商' }, 0)
    const second = await signIn(world.app, 'officer2', DEMO_PASSWORD)
    await second.post(`/closeout/chain-proposals/${String(proposalId)}/decision`, { decision: 'approved' })
    const { page } = await stage.personPage('officer', '/todo')
    await broughtToVerification(world.app, (await idsOf(page)).short)
    await page.reload()
    await page.getByText('待会商').first().waitFor()
    await page.getByRole('link', { name: TITLES.short }).first().click()
    const closing = page.getByRole('region', { name: '销号', exact: true })
    await closing.getByText('待会商：专班会商').waitFor()
    await closing.getByRole('button', { name: '记录会商' }).click()
    const form = page.getByRole('dialog', { name: '专班会商' })
    await form.getByRole('textbox', { name: '会商纪要' }).fill('三方会商，措施落实到位。')
    await form.getByRole('radio', { name: '通过' }).check()
    await form.getByRole('button', { name: '记录会商' }).click()
    await form.waitFor({ state: 'detached' })
    const list = closing.getByRole('list', { name: '销号环节' }).first()
    await list.locator('[aria-current="step"]').filter({ hasText: '验收单位现场核查' }).waitFor()
    expect(await closing.getByText('三方会商，措施落实到位。').count()).toBe(1)
    await page.goto('/closeout/chain')
    await page.getByRole('button', { name: '＋ 会商' }).click()
    await page.getByRole('listitem', { name: '第 8 个环节 会商' }).waitFor()
  },
  PATIENCE_MS,
)
