import { expect } from 'vitest'
import { type ConnectTo, type Served, connected } from './installation.ts'

const PASSWORD = 'Kx7-vbmq-wuzt'
type Reply = { readonly status: number; readonly json: Record<string, unknown>; readonly cookie: string }

export async function post(url: string, path: string, cookie: string, body: object | Buffer = {}): Promise<Reply> {
  const bytes = Buffer.isBuffer(body)
  const reply = await fetch(`${url}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': bytes ? 'application/octet-stream' : 'application/json', cookie },
    body: bytes ? new Uint8Array(body) : JSON.stringify(body),
  })
  const json = (await reply.json()) as Reply['json']
  return { status: reply.status, json, cookie: reply.headers.get('set-cookie')?.split(';')[0] ?? '' }
}

async function logIn(url: string, login: string, password = PASSWORD): Promise<string> {
  const { status, cookie } = await post(url, '/session/login', '', { login, password })
  expect(status).toBe(200)
  return cookie
}

/** What is tried on an installation: two officers' sessions, a source, and where a problem takes its files. */
export type District = { readonly officers: readonly [string, string]; readonly sourceId: string; readonly evidence: string }

/** The first people, a second officer, and a problem to bring files to. */
export async function setUp(data: string | ConnectTo, { url, setupCode }: Pick<Served, 'url' | 'setupCode'>): Promise<District> {
  const person = (login: string, name: string) => ({ login, name, password: PASSWORD })
  const form = {
    code: setupCode,
    jurisdiction: '样例区',
    officeName: '区整改专班',
    admin: person('admin', '系统管理员'),
    officer: person('officer', '专班成员甲'),
    secondFactor: false,
  }
  expect((await post(url, '/setup', '', form)).status).toBe(200)
  const admin = await logIn(url, 'admin')
  const officer = await logIn(url, 'officer')
  const { unitId, sourceId } = await connected(data, async (query) => {
    const [unit] = await query<{ id: string }>("select id from unit where kind = 'task_force'")
    const [source] = await query<{ id: string }>('select id from source limit 1')
    return { unitId: unit?.id, sourceId: source?.id ?? '' }
  })
  const { json } = await post(url, '/org/people', officer, { name: '专班成员乙', post: null, phone: null, unitId })
  const other = `/org/people/${String(json['id'])}`
  expect((await post(url, `${other}/duties`, admin, { unitId, role: 'officer', from: '2020-01-01', to: null })).status).toBe(200)
  const first = (await post(url, `${other}/account`, admin, { login: 'officer2' })).json['password']
  await post(url, '/session/password', await logIn(url, 'officer2', String(first)), { old: first, new: PASSWORD })
  const problem = await post(url, '/problems', officer, { level: 'problem', sourceId, wording: '堆场扬尘未覆盖' })
  const evidence = `/matters/${String(problem.json['id'])}/evidence?name=a.jpg`
  return { officers: [officer, await logIn(url, 'officer2')], sourceId, evidence }
}
