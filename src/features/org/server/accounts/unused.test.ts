import { expect, test } from 'vitest'
import { personOf } from '#test/people.ts'
import { queuedServer } from '#test/queue.ts'

const LONG_AGO = '2026-08-01T10:00:00+08:00'

test('90 天没有登录的账号每天停用一次，留有记录；启用后从当天算起；最后一名管理员不停用，另作提醒', async () => {
  const { open, owner, as, runDaily } = await queuedServer()
  await owner.query('update district.account set used_at = $1 where login <> $2', [LONG_AGO, 'officer'])
  await open()
  await runDaily('org.disable-unused')
  const disabled = async () =>
    (await owner.query<{ login: string }>('select login from district.account where disabled_at is not null order by login')).rows.map(
      ({ login }) => login,
    )
  expect(await disabled()).toEqual(['complainant-reader', 'handler', 'head', 'leader', 'outsider', 'supervisor', 'verifier'])
  const { rows } = await owner.query(
    "select subject, changes::text as changes from district.event where act = 'org.disable-unused' order by subject",
  )
  expect(rows).toHaveLength(7)
  expect((await as('head').get('/session/me')).status).toBe(401)
  const { spared } = (await as('system_admin').get('/org/security/notices')).json
  expect((spared as { login: string }[]).map(({ login }) => login).toSorted()).toEqual(['audit-admin', 'security-admin', 'system-admin'])

  await as('system_admin').post(`/org/people/${personOf('head')}/account/switch`, { enabled: true })
  const [waiting] = (await as('security_admin').get('/org/activations')).json['activations'] as { id: string }[]
  expect((await as('security_admin').post(`/org/activations/${waiting?.id ?? ''}/decision`, { decision: 'activated' })).status).toBe(200)
  await runDaily('org.disable-unused')
  expect(await disabled()).not.toContain('head')
})

test('两名系统管理员都久未登录：留下后登录的一名', async () => {
  const { open, owner, runDaily } = await queuedServer()
  await owner.query(`update district.duty set role = 'system_admin' where person_id = '${personOf('officer')}'`)
  await owner.query('update district.account set used_at = $1 where login = $2', [LONG_AGO, 'system-admin'])
  await owner.query("update district.account set used_at = '2026-08-02' where login = 'officer'")
  await open()
  await runDaily('org.disable-unused')
  const { rows } = await owner.query('select login from district.account where disabled_at is not null')
  expect(rows).toEqual([{ login: 'system-admin' }])
})
