import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { vi } from 'vitest'
import { type ApiClient, anybody, signIn } from '../../src/app/in-process-client.ts'
import { buildApp } from '../../src/app/build-app.ts'
import { type Answer, UsageError } from '../../src/app/commands/command.ts'
import { runLine } from '../../src/app/commands/run-line.ts'
import { openInstallation } from '../../src/app/open-installation.ts'
import { CLI, PROGRAM_ENV } from '../program.ts'

export const PASSWORD = 'Kx7-vbmq-wuzt'
const person = (name: string) => ({ name, login: name, password: PASSWORD })

/** A folder somebody stands in, with the data folder in it; real processes run there. */
export function cliFolder() {
  const here = mkdtempSync(join(tmpdir(), 'bihuan-cli-'))
  const env = { BIHUAN_CWD: here, BIHUAN_DATA: join(here, 'data') }
  const bihuan = async (...args: string[]) => {
    const child = spawn(process.execPath, [CLI, ...args], { env: { ...PROGRAM_ENV, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    const output = { out: '', err: '' }
    child.stdout.on('data', (chunk: Buffer) => void (output.out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => void (output.err += chunk.toString()))
    const [code] = (await once(child, 'close')) as [number]
    return { code, ...output }
  }
  const write = (name: string, content: string | Uint8Array) => writeFileSync(join(here, name), content)
  const csv = (name: string, lines: readonly string[]) => write(name, `\uFEFF${lines.join('\n')}`)
  return { here, env, bihuan, write, csv, remove: () => rmSync(here, { recursive: true, force: true }) }
}

/** An installation as it is after the first-run page, still open. */
export async function installed(data: string, clock: () => Date = () => new Date()) {
  const store = await openInstallation(data, { attach: false })
  const [schema] = store.schemas
  if (!schema) throw new Error('no district')
  const app = buildApp({ db: store.db, clock, files: join(data, 'files'), schema, secretBox: store.secretBox, setupCode: 'code' })
  const people = { admin: person('admin'), officer: person('officer') }
  await anybody(app).post('/setup', { code: 'code', jurisdiction: '样例区', officeName: '区整改专班', ...people, secondFactor: false })
  return { app, close: store.close }
}
type App = Awaited<ReturnType<typeof installed>>['app']

const UNITS = [
  ['区住房和城乡建设局', '区住建局'],
  ['区生态环境局', '区环境局'],
  ['区水务局', null],
] as const
/** Log-in, role, name and unit; without a log-in somebody who signs on paper. */
const PEOPLE = [
  ['handler', 'handler', '承办人甲', '区住房和城乡建设局'],
  ['head', 'head', '负责人甲', '区住房和城乡建设局'],
  ['verifier', 'verifier', '验收人甲', '区生态环境局'],
  [null, 'verifier', '验收人乙', '区生态环境局'],
  ['water', 'handler', '承办人乙', '区水务局'],
  [null, 'leader', '区领导甲', '样例区'],
  ['officer2', 'officer', '专班成员乙', '样例区'],
] as const

async function peopled(app: App): Promise<void> {
  const [admin, officer] = [await signIn(app, 'admin', PASSWORD), await signIn(app, 'officer', PASSWORD)]
  const { units } = (await officer.get('/org/units')) as { units: { id: string; name: string; kind: string }[] }
  const ids = new Map(units.map(({ id, name }) => [name, id]))
  for (const [sort, [name, shortName]] of UNITS.entries()) {
    const form = { parentId: ids.get('样例区'), kind: 'department', name, shortName, aliases: [], sort }
    ids.set(name, String((await officer.post('/org/units', form))['id']))
  }
  for (const [login, role, name, unit] of PEOPLE) {
    const unitId = ids.get(unit)
    const id = String((await officer.post('/org/people', { name, post: null, phone: null, unitId }))['id'])
    await admin.post(`/org/people/${id}/duties`, { unitId, role, from: '2020-01-01', to: null })
    if (login !== null) await account(app, admin, id, login)
  }
}

async function account(app: App, admin: ApiClient, id: string, login: string): Promise<void> {
  const { password } = await admin.post(`/org/people/${id}/account`, { login })
  await (await signIn(app, login, String(password))).post('/session/password', { old: password, new: PASSWORD })
}

/** A picture of its own colour: other bytes each time. */
const picture = (red: number) =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: { r: red, g: 120, b: 60 } } })
    .jpeg()
    .toBuffer()

const PHOTOS = ['a', 'b', 'c', 'd', 'site-2026-11-09', 'site-2026-11-10', 'site-2026-11-23', 'scan']
/** What a command answers, run in this process. */
export async function run(...line: string[]): Promise<Answer & { readonly text: string }> {
  const { answer } = await runLine(line)
  if (!answer) throw new Error(`no answer: ${line.join(' ')}`)
  return { ...answer, text: answer.text ?? JSON.stringify(answer.json) }
}
/** Why a command refuses. */
export async function refused(...line: string[]): Promise<string> {
  try {
    return `went through: ${(await run(...line)).text}`
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
}
/** Commands run in this process act on this day. */
export const moveTo = (day: string): void => void vi.setSystemTime(`${day}T10:00:00+08:00`)

/** A district with its people and pictures on the disk, where the commands of this process find it. */
export async function cliStage(on: string) {
  const folder = cliFolder()
  for (const [name, value] of Object.entries(folder.env)) vi.stubEnv(name, value)
  moveTo(on)
  const { app, close } = await installed(folder.env.BIHUAN_DATA)
  await peopled(app)
  for (const [i, name] of PHOTOS.entries()) folder.write(`${name}.jpg`, await picture(30 * i))
  const leave = async () => {
    await close()
    vi.useRealTimers()
    vi.unstubAllEnvs()
    folder.remove()
  }
  return { ...folder, app, leave }
}
