import { expect, test } from 'vitest'
import { nobodysMatter, oneHand, personOf, rootUnit } from '#test/people.ts'
import { testServer } from '#test/server.ts'
import { enter } from '#test/problem-factory.ts'
import type { AuditEntry } from '../../audit.contract.ts'
import { shortNameOf } from '../../domain/short-name.ts'
import { sealNew } from '../seal.jobs.ts'
import { district } from '#test/database.ts'

const PASSWORD = 'long-enough-7'

async function audited() {
  const server = await testServer()
  const auditor = server.as('audit_admin')
  const entries = async (query = '') => (await auditor.get(`/audit${query}`)).json['entries'] as AuditEntry[]
  const newest = async () => (await entries('?size=1'))[0]
  return { ...server, auditor, entries, newest }
}

const cookieOf = (reply: { headers: Record<string, unknown> }) => String(reply.headers['set-cookie']).split(';')[0] ?? ''

/** Somebody with an account of their own, whose password the test knows. */
async function newcomer({ as, app, owner }: Awaited<ReturnType<typeof audited>>) {
  await oneHand(owner)
  const admin = as('system_admin')
  const id = String((await admin.post('/org/people', { name: '承办人丁', post: null, phone: null, unitId: rootUnit })).json['id'])
  const first = String((await admin.post(`/org/people/${id}/account`, { login: 'ding' })).json['password'])
  const logIn = (password: string) => as(undefined).post('/session/login', { login: 'ding', password }, { 'user-agent': 'Firefox/140' })
  const post = (cookie: string, path: string, payload: object = {}) =>
    app.http.inject({ method: 'POST', url: `/api${path}`, headers: { cookie }, payload })
  return { id, first, logIn, post }
}

test('登录、失败、改密码、退出：人、当时角色、地址、会话、浏览器、结果、原因、请求号齐全，没有密码', async () => {
  const server = await audited()
  const { id, first, logIn, post } = await newcomer(server)
  await logIn('not-the-password')
  const cookie = cookieOf(await logIn(first))
  await post(cookie, '/session/password', { old: 'wrong-old-one', new: PASSWORD })
  await post(cookie, '/session/password', { old: first, new: PASSWORD })
  await post(cookie, '/session/logout')
  const found = (await server.entries(`?person=${id}`)).toReversed()
  expect(found.map(({ words, outcome, why }) => [words, outcome, why])).toEqual([
    ['新增人员', 'ok', null],
    ['开通账号', 'ok', null],
    ['登录', 'refused', expect.stringMatching(/^账号或密码不正确/)],
    ['登录', 'ok', null],
    ['拒绝访问', 'refused', expect.stringMatching(/^原密码不正确/)],
    ['修改密码', 'ok', null],
    ['退出登录', 'ok', null],
  ])
  const [, , failed, entered, , , left] = found
  expect(failed).toMatchObject({ who: '未登录', about: '承办人丁', address: '127.0.0.1', agent: 'Firefox/140', session: null })
  expect(entered).toMatchObject({ who: '承办人丁', address: '127.0.0.1', session: expect.stringMatching(/^[0-9a-f]{16}$/) as string })
  expect(left?.session).toBe(entered?.session)
  expect(found.every(({ request }) => /^[0-9a-f-]{36}$/.test(request))).toBe(true)
  const { rows } = await server.owner.query('select event::text as text from event')
  for (const { text } of rows as { text: string }[]) {
    expect(text).not.toMatch(/not-the-password|wrong-old-one|long-enough/)
    expect(text).not.toContain(first)
    expect(text).not.toContain(cookie.split('=')[1])
  }
})

test('不存在的账号也记下，但不记输入的登录名（可能是误填的密码）', async () => {
  const { as, newest, owner } = await audited()
  await as(undefined).post('/session/login', { login: 'my-secret-typed-here', password: 'x' })
  expect(await newest()).toMatchObject({ words: '登录', outcome: 'refused', address: '127.0.0.1' })
  expect(JSON.stringify((await owner.query('select origin, reason, changes from event')).rows)).not.toContain('my-secret')
})

test('越权和查别人的事项都记下：谁、哪个接口、为什么；正常读取不记', async () => {
  const { as, entries, owner } = await audited()
  const count = async () => Number((await owner.query<{ n: string }>('select count(*) as n from event')).rows[0]?.n)
  await as('handler').get('/problems')
  await as('officer').get('/desk/officer')
  expect(await count()).toBe(0)
  await as('handler').get('/history')
  await as('handler').get(`/problems/${nobodysMatter}`)
  await as('handler').post('/session/login', {}, { origin: 'http://elsewhere.invalid' })
  expect((await entries('?kind=refusal')).map(({ who, roles, why, details }) => [who, roles, why, details[0]?.after])).toEqual([
    ['handler甲', ['handler'], '没有这个事项，或您无权查看', '问题页'],
    ['handler甲', ['handler'], '您没有执行此操作的权限，如确需办理请联系专班', '办理记录'],
  ])
  expect(await count()).toBe(3)
})

test('导出：条件、行数、校验值；查询词只记字数；记不下就不给', async () => {
  const { as, newest, owner, db } = await audited()
  await enter(db, new Date('2026-11-20T09:00:00+08:00'), [['清理河道垃圾']])
  const file = await as('officer').get(`/reports/ledger.xlsx?closure=open&q=${encodeURIComponent('张三举报')}`)
  expect(file.status).toBe(200)
  const details = new Map((await newest())?.details.map(({ label, after }) => [label, after]))
  expect(details.get('条件')).toBe('q=（4字）&closure=open')
  expect(details.get('行数')).toBe('0')
  expect(details.get('字节数')).toBe(String(file.bytes.length))
  expect(details.get('校验值')).toMatch(/^[0-9a-f]{64}$/)
  expect(details.get('文件')).toContain('整改台账')
  await owner.query('alter table event rename to gone')
  try {
    expect((await as('officer').get('/reports/ledger.xlsx')).status).toBeGreaterThanOrEqual(500)
    expect((await as('officer').post('/session/logout')).status).toBeGreaterThanOrEqual(500)
    expect((await as('handler').get('/history')).status).toBe(403)
  } finally {
    await owner.query('alter table gone rename to event')
  }
})

test('一分钟内没完没了地被拒：前三十次逐条记，其余计数', async () => {
  const { as, entries, moveClock } = await audited()
  for (let i = 0; i < 40; i += 1) await as('handler').get('/history')
  expect(await entries('?kind=refusal&size=100')).toHaveLength(30)
  moveClock('2026-11-23T10:02:00+08:00')
  await as('handler').get('/history')
  const [, counted] = await entries('?kind=refusal&size=100')
  expect(counted?.details).toContainEqual({ label: '未逐条记录的次数', before: '', after: '10' })
})

test('只有审计管理员看得到全部；安全管理员只看审计管理员的；别人都看不到，审计管理员看不到业务', async () => {
  const { as, auditor, entries, db } = await audited()
  const [id = ''] = await enter(db, new Date('2026-11-20T09:00:00+08:00'), [['清理河道垃圾']])
  await auditor.get('/audit/export.xlsx')
  await as('handler').get('/history')
  for (const seat of ['officer', 'system_admin', 'supervisor', 'handler', 'leader'] as const)
    expect((await as(seat).get('/audit')).status, seat).toBe(403)
  expect(((await as('security_admin').get('/audit')).json['entries'] as AuditEntry[]).map(({ who, words }) => [who, words])).toEqual([
    ['audit_admin甲', '导出'],
  ])
  for (const path of [`/problems/${id}`, '/problems', '/desk/officer', '/history', '/reports/ledger.xlsx', `/matters/${id}/timeline`])
    for (const seat of ['system_admin', 'security_admin', 'audit_admin'] as const)
      expect([403, 404], `${seat} ${path}`).toContain((await as(seat).get(path)).status)
  const all = await entries('?size=100')
  expect(JSON.stringify(all)).not.toContain('清理河道')
  expect(all.find(({ kind }) => kind === 'business')).toMatchObject({ details: [], about: `事项 ${shortNameOf(id)}` })
})

test('按类别、人员、结果、地址、日期、文字筛选；导出与页面一致', async () => {
  const { as, auditor, entries } = await audited()
  await as('handler').get('/history')
  await as('officer').get('/reports/ledger.xlsx')
  const words = async (query: string) => (await entries(query)).map((entry) => entry.words)
  expect(await words(`?person=${personOf('handler')}`)).toEqual(['拒绝访问'])
  expect(await words('?kind=file')).toEqual(['导出'])
  expect(await words('?outcome=refused')).toEqual(['拒绝访问'])
  expect(await words('?address=127.0.0.1')).toEqual(['导出', '拒绝访问'])
  expect(await words('?address=10.0.0.1')).toEqual([])
  expect(await words('?from=2026-11-24')).toEqual([])
  expect(await words('?from=2026-11-23&to=2026-11-23&q=ledger.xlsx')).toEqual(['导出'])
  const file = await auditor.get('/audit/export.xlsx?kind=file')
  expect(file.status).toBe(200)
  expect((await entries('?size=1'))[0]).toMatchObject({ words: '导出', who: 'audit_admin甲' })
})

test('只能添加：程序的数据库角色和触发器都不许改、删、清空', async () => {
  const { as, db } = await audited()
  await as('handler').get('/history')
  await sealNew(db, district)
  for (const statement of ["update event set origin = '{}'", 'delete from event', 'truncate event', 'drop table event']) {
    const client = await db.pool.connect()
    try {
      await client.query('begin; set local role bihuan_app; set local search_path to district')
      await expect(client.query(statement), statement).rejects.toThrow(/permission denied|must be owner/)
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
  for (const statement of ["update event set origin = '{}'", 'delete from event', 'truncate event cascade']) {
    const own = await db.pool.connect()
    await own.query('set search_path to district')
    await expect(own.query(statement), statement).rejects.toThrow('append-only')
    own.release(true)
  }
})
