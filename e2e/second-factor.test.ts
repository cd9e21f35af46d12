import { generateSync } from 'otplib'
import { expect, test } from 'vitest'
import { ON } from '#test/demo-snapshot.ts'
import { momentOf } from '../src/app/demo/load-district.ts'
import { anybody } from '../src/app/in-process-client.ts'
import { PATIENCE_MS, enter, shot, stageOf } from './fixture.ts'

const PASSWORD = 'Kx7-vbmq-wuzt'
let began = 0
/** What the authenticator shows by the server's clock; `shift`: so many seconds earlier or later. */
const codeOf = (secret: string, shift = 0) =>
  generateSync({ secret, epoch: Math.floor((momentOf(ON, '10:00').getTime() + performance.now() - began) / 1000) + shift })

const person = (login: string, name: string) => ({ login, name, password: PASSWORD })
const stage = stageOf(async (app, _, code) => {
  const people = { admin: person('guanli', '系统管理员'), officer: person('zhuanban', '专班成员甲') }
  await anybody(app).post('/setup', { code, jurisdiction: '某某市滨澜区', officeName: '区督察整改专班', ...people })
  began = performance.now()
})

test(
  '首次登录先启用两步验证，恢复码显示一次；退出后按后退看不到数据，再登录要验证码；未保存的文字本人回来还在，退出后不留',
  async () => {
    const { page, refused } = await stage.page()
    await page.goto('/login')
    await enter(page, 'zhuanban', PASSWORD)
    await page.getByRole('heading', { name: '请先启用两步验证' }).waitFor()
    const secret = (await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/u).innerText()).replaceAll(' ', '')
    await page.locator('svg path').first().waitFor()
    await shot(page, 'factor-first')
    const check = page.getByRole('button', { name: '核对并启用' })
    refused.push('400 POST /api/session/second-factor')
    await page.getByLabel('验证码').fill('000000')
    await check.click()
    await page.getByText('验证码不正确。请核对手机的时间是否准确').waitFor()
    await page.getByLabel('验证码').fill(codeOf(secret, -30))
    await check.click()
    await page.getByText('恢复码只显示这一次').waitFor()
    expect(await page.getByRole('listitem').count()).toBe(10)
    await shot(page, 'factor-codes')
    await page.getByRole('button', { name: '已保存，开始工作' }).click()
    await page.getByRole('heading', { name: '还没有台账' }).waitFor()

    await page.goto('/account')
    await page.getByText('恢复码还剩 10 个').waitFor()
    await page.getByText('就是这里').waitFor()
    await shot(page, 'account')
    await page.evaluate(
      "localStorage.setItem('bihuan.plan.00000000-0000-4000-8000-000000000001.x', '{}'); localStorage.setItem('bihuan.nav-narrow', 'false')",
    )
    await page.getByRole('button', { name: '专班成员甲' }).click()
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.getByRole('heading', { name: '登录', exact: true }).waitFor()
    expect(await page.evaluate<string[]>('Object.keys(localStorage)')).toEqual(['bihuan.nav-narrow'])
    await page.goBack()
    await page.waitForURL('**/login**')
    await page.getByRole('heading', { name: '登录', exact: true }).waitFor()
    expect(await page.getByText('专班成员甲').count()).toBe(0)

    await page.goto('/login')
    await enter(page, 'zhuanban', PASSWORD)
    await page.getByRole('heading', { name: '两步验证', exact: true }).waitFor()
    await shot(page, 'log-in-code')
    expect(await page.getByLabel('验证码').getAttribute('inputmode')).toBe('numeric')
    expect(await page.getByLabel('验证码').getAttribute('autocomplete')).toBe('one-time-code')
    refused.push('422 POST /api/session/code')
    await page.getByLabel('验证码').fill('000000')
    await page.getByText('验证码不正确或已用过').waitFor()
    await page.reload()
    await page.getByRole('heading', { name: '两步验证', exact: true }).waitFor() // the first step need not be done again
    await page.getByLabel('验证码').fill(codeOf(secret))
    await page.getByRole('heading', { name: '还没有台账' }).waitFor()
  },
  PATIENCE_MS,
)

test(
  '同一账号在别处登录：原来的页面说明何时、从何处，填写的文字还在，重新登录后照常',
  async () => {
    const { page, refused } = await stage.page()
    const elsewhere = await stage.page()
    await page.goto('/login?next=/account')
    await enter(page, 'guanli', PASSWORD)
    const secret = (await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/u).innerText()).replaceAll(' ', '')
    await page.getByLabel('验证码').fill(codeOf(secret, -30))
    await page.getByRole('button', { name: '核对并启用' }).click()
    await page.getByText('恢复码只显示这一次').waitFor()
    const paper = await page.getByRole('listitem').allInnerTexts()
    await page.getByRole('button', { name: '已保存，开始工作' }).click()
    await page.getByText('恢复码还剩 10 个').waitFor()
    await page.getByLabel('原密码').fill('typed-before')

    await elsewhere.page.goto('/login')
    await enter(elsewhere.page, 'guanli', PASSWORD)
    await elsewhere.page.getByRole('heading', { name: '两步验证', exact: true }).waitFor()
    await elsewhere.page.getByLabel('验证码').fill(codeOf(secret))
    await elsewhere.page.getByRole('navigation', { name: '主导航' }).waitFor()

    refused.push('401 GET /api/session/me') // the page asks every minute by itself
    await elsewhere.page.close()
    const why = page.getByRole('dialog').getByText(/此账号已于 .* 在另一处登录（来自 127\.0\.0\.1）/u)
    await why.waitFor({ timeout: PATIENCE_MS })
    await shot(page, 'lapsed-elsewhere')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('登录名').fill('guanli')
    await dialog.getByLabel('密码').fill(PASSWORD)
    await dialog.getByRole('button', { name: '登录', exact: true }).click()
    await dialog.getByRole('button', { name: '手机不在身边，用恢复码' }).click()
    await dialog.getByLabel('恢复码').fill(paper[0] ?? '')
    await dialog.getByRole('button', { name: '验证', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(await page.getByLabel('原密码').inputValue()).toBe('typed-before')
    await page.goto('/org/people')
    await page.getByText('系统管理员').first().waitFor()
  },
  PATIENCE_MS,
)
