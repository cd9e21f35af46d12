import { expect, test } from 'vitest'
import { PATIENCE_MS, enter, shot, stageOf } from './fixture.ts'

const stage = stageOf()
const PASSWORD = 'Kx7-vbmq-wuzt'

test(
  '空的数据库先要初始设置：口令不对说得明白，口令正确即可登录，空台账说该做什么',
  async () => {
    const { page, refused } = await stage.page()
    await page.goto('/')
    await page.getByRole('heading', { name: '初始设置' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/setup')
    await shot(page, 'setup')

    await page.getByLabel('一次性口令').fill('0000-0000-000x')
    await page.getByLabel('行政区全称').fill('某某市滨澜区')
    await page.getByLabel('整改专班（办公室）名称').fill('区督察整改专班')
    for (const [title, name, login] of [
      ['系统管理员', '系统管理员', 'guanli'],
      ['专班成员', '专班成员甲', 'zhuanban'],
    ] as const) {
      const person = page.getByRole('group', { name: title })
      await person.getByLabel('姓名').fill(name)
      await person.getByLabel('登录名').fill(login)
      await person.getByLabel('密码').fill(PASSWORD)
    }
    await page.getByRole('checkbox', { name: /两步验证/u }).uncheck()
    const go = page.getByRole('button', { name: '完成设置，去登录' })
    refused.push('403 POST /api/setup')
    await go.click()
    await page.getByText('一次性口令不正确，请查看服务器控制台上显示的口令').waitFor()
    expect(await page.getByLabel('行政区全称').inputValue()).toBe('某某市滨澜区')
    await shot(page, 'setup-refused')

    await page.getByLabel('一次性口令').fill(stage.server().setupCode ?? '')
    await go.click()
    await page.getByRole('heading', { name: '登录' }).waitFor()
    await page.getByText('某某市滨澜区').waitFor()
    await shot(page, 'login')

    refused.push('401 POST /api/session/login')
    await enter(page, 'zhuanban', 'bu-shi-zhege-mima')
    await page.getByText('账号或密码不正确').waitFor()
    await enter(page, 'zhuanban', PASSWORD)
    await page.getByRole('heading', { name: '还没有台账' }).waitFor()
    await shot(page, 'desk-empty')
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '台账' }).click()
    await page.getByRole('heading', { name: '还没有问题，先导入台账' }).waitFor()
    await shot(page, 'ledger-empty')
    await page.getByRole('main').getByRole('link', { name: '导入台账' }).click()
    await page.getByRole('button', { name: '选择文件' }).waitFor()

    await page.goto('/setup')
    await page.waitForURL('**/login') // the first run is over for good
  },
  PATIENCE_MS,
)
