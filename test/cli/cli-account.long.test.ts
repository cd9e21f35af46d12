import { generateSync } from 'otplib'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { signIn } from '../../src/app/in-process-client.ts'
import { PASSWORD, cliStage, refused, run } from './cli-fixture.ts'

let stage: Awaited<ReturnType<typeof cliStage>>
beforeAll(async () => {
  stage = await cliStage('2026-11-09')
})
afterAll(() => stage.leave())

test('account：唯一的系统管理员丢了手机，在本机重置两步验证，登录全部结束，下次不再要码', async () => {
  const admin = await signIn(stage.app, 'admin', PASSWORD)
  const { secret } = await admin.post('/session/second-factor/draft')
  await admin.post('/session/second-factor', { code: generateSync({ secret: String(secret), epoch: Date.now() / 1000 }) })
  expect((await run('account', 'show', 'ADMIN', '--as', 'admin')).text).toContain('\n已启用两步验证')
  expect((await run('account', 'list', '--as', 'admin')).text).toMatch(/^admin .*　已启用两步验证$/mu)
  expect((await run('account', 'list', '--as', 'admin', '--without-factor')).text).not.toMatch(/^admin /mu)
  expect((await run('account', 'sessions', 'admin', '--as', 'admin')).text).toContain('浏览器')
  expect((await admin.get('/session/me'))['name']).toBe('admin')

  expect((await run('account', 'reset-factor', 'admin', '--as', 'admin')).text).toContain('已重置')
  vi.setSystemTime(Date.now() + 10_000) // what is remembered of a session is five seconds old at most
  await expect(admin.get('/session/me')).rejects.toThrow(/登录/u)
  expect((await run('account', 'show', 'admin', '--as', 'admin')).text).toContain('没有启用两步验证')
  expect(await refused('account', 'reset-factor', 'admin', '--as', 'admin')).toContain('没有启用两步验证')
  expect((await (await signIn(stage.app, 'admin', PASSWORD)).get('/session/me'))['name']).toBe('admin') // without a code
})

test('account：结束他人的登录；没有账号管理权限、没有这个登录名都用话说明', async () => {
  const officer = await signIn(stage.app, 'officer', PASSWORD)
  await run('account', 'end-sessions', 'officer', '--as', 'admin')
  await expect(officer.get('/session/me')).rejects.toThrow(/登录/u)
  expect(await refused('account', 'show', 'nobody', '--as', 'admin')).toContain('没有这个登录名：nobody')
  expect(await refused('account', 'show', 'admin', '--as', 'officer')).toContain('没有账号管理权限')
  expect(await refused('account', 'reset-factor', 'admin', '--as', 'handler')).toMatch(/权限/u)
  expect((await run('account', 'list', '--as', 'officer')).text).toBe('没有账号')
})
