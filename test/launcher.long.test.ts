import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, expect, test } from 'vitest'

/** A project of the same shape with a command of our own, so that the launcher alone is tried. */
const CLI = `
const [name, word] = process.argv.slice(2)
if (name === 'where') console.log(JSON.stringify([process.env.BIHUAN_CWD, process.argv.slice(2)]))
if (name === 'exit') process.exitCode = Number(word)
if (name === 'die') process.kill(process.pid, 'SIGKILL')
if (name === 'echo') process.stdin.pipe(process.stdout)
if (name === 'wait') {
  process.on('SIGTERM', () => { console.log('bye'); process.exit(7) })
  console.log(process.pid)
  setInterval(() => {}, 1e6)
}`
const source = fileURLToPath(new URL('..', import.meta.url))
const base = realpathSync(mkdtempSync(join(tmpdir(), 'bihuan-launch-')))
const root = join(base, 'project')
for (const part of ['scripts', 'bihuan', 'package.json']) cpSync(join(source, part), join(root, part), { recursive: true })
mkdirSync(join(root, 'src/app'), { recursive: true })
writeFileSync(join(root, 'src/app/cli.ts'), CLI)
const children: ChildProcess[] = []
afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')))
afterAll(() => rmSync(base, { recursive: true }))

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>
type Lock = Record<string, { version?: string; resolved?: string; link?: boolean }>
/** A project that needs these packages; with `installed` they are there already, with the Node of these tests among them. */
function project(needs: Record<string, string>, lock: Lock, installed: boolean) {
  const top = { ...manifest, dependencies: needs, devDependencies: {}, optionalDependencies: {} }
  const head = { name: 'bihuan', version: '0.1.0', lockfileVersion: 3, requires: true }
  writeFileSync(join(root, 'package.json'), JSON.stringify(top))
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ ...head, packages: { '': top, ...lock } }))
  rmSync(join(root, 'node_modules'), { recursive: true, force: true })
  if (!installed) return
  for (const name of ['one', '.bin']) mkdirSync(join(root, 'node_modules', name), { recursive: true })
  writeFileSync(join(root, 'node_modules/one/package.json'), '{}')
  symlinkSync(process.execPath, join(root, 'node_modules/.bin/node'))
  writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages: lock }))
}
const complete = () => project({ one: '1.0.0' }, { 'node_modules/one': { version: '1.0.0' } }, true)

const npm = process.env['npm_execpath'] ? [process.execPath, process.env['npm_execpath']] : ['npm']
/** The environment of a fresh terminal: nothing of the npm that may have started these tests. */
const terminal = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_|^INIT_CWD$/i.test(name)))
function start(line: readonly string[], options: SpawnOptions = {}) {
  const [program = '', ...args] = line
  const child = spawn(program, args, { env: terminal, cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options })
  children.push(child)
  return child
}
async function finished(child: ChildProcess) {
  const [stdout, stderr, [code, signal]] = await Promise.all([
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
    once(child, 'close') as Promise<[number | null, string | null]>,
  ])
  return { stdout, stderr, code, signal }
}
const bihuan = (...args: string[]) => [process.execPath, join(root, 'bihuan'), ...args]
/** As the launcher does it where the machine's own Node is too old. */
function viaRun(...args: string[]) {
  const line = [join(root, 'scripts/run-in-process.mjs'), join(root, 'src/app/cli.ts'), ...args]
  const script = `import { endLike, run } from ${JSON.stringify(join(root, 'scripts/run.mjs'))}
    endLike(await run(process.execPath, ${JSON.stringify(line)}))`
  return [process.execPath, '--input-type=module', '-e', script]
}
const runs = (pid: number) => existsSync(`/proc/${pid}`)

test('从任何目录调用：告诉命令人在哪里，输出只有命令自己的', async () => {
  complete()
  const direct = await finished(start(bihuan('where', 'a b', '--json'), { cwd: base }))
  expect(direct).toEqual({ stdout: `${JSON.stringify([base, ['where', 'a b', '--json']])}\n`, stderr: '', code: 0, signal: null })
  const sub = join(root, 'src')
  const throughNpm = await finished(start([...npm, 'run', '-s', 'bihuan', '--', 'where'], { cwd: sub }))
  expect(throughNpm.stdout).toBe(`${JSON.stringify([sub, ['where']])}\n`)
  const inside = { ...terminal, npm_lifecycle_event: 'test', INIT_CWD: sub } // called by a program that npm started
  expect((await finished(start(bihuan('where'), { cwd: base, env: inside }))).stdout).toContain(JSON.stringify(base))
})

test('退出码、信号、标准输入原样传递，直接运行和换 Node 运行都一样', async () => {
  complete()
  for (const way of [bihuan, viaRun]) {
    expect((await finished(start(way('exit', '2')))).code).toBe(2)
    expect((await finished(start(way('die')))).signal).toBe('SIGKILL')
    const echo = start(way('echo'), { stdio: ['pipe', 'pipe', 'pipe'] })
    echo.stdin?.end('中文 input')
    expect((await finished(echo)).stdout).toBe('中文 input')
    const waiting = start(way('wait'))
    const [pid] = (await once(waiting.stdout ?? waiting, 'data')) as [Buffer]
    waiting.kill('SIGTERM')
    expect(await finished(waiting)).toMatchObject({ stdout: 'bye\n', code: 7 })
    expect(runs(Number(pid))).toBe(false)
  }
})

test.each(['SIGTERM', 'SIGKILL', 'SIGINT'] as const)('npm 被 %s 结束：命令也结束，不留进程', async (signal) => {
  complete()
  const shell = start([...npm, 'run', '-s', 'bihuan', '--', 'wait'], { detached: true })
  const [line] = (await once(shell.stdout ?? shell, 'data')) as [Buffer]
  const pid = Number(line.toString())
  expect(runs(pid)).toBe(true)
  if (signal === 'SIGINT') process.kill(-(shell.pid ?? 0), signal) // Ctrl-C reaches the whole group
  else shell.kill(signal)
  await expect.poll(() => runs(pid)).toBe(false)
})

test('依赖不全就安装，装好后不再装；装过又缺了的，下一次补上', async () => {
  mkdirSync(join(root, 'one'), { recursive: true })
  writeFileSync(join(root, 'one/package.json'), '{ "name": "one", "version": "1.0.0" }')
  project({ one: 'file:one' }, { one: { version: '1.0.0' }, 'node_modules/one': { resolved: 'one', link: true } }, false)
  const first = await finished(start(bihuan('where')))
  expect([first.code, first.stderr]).toEqual([0, '正在安装依赖，第一次约需一分钟……\n'])
  expect((await finished(start(bihuan('where')))).stderr).toBe('')
  rmSync(join(root, 'node_modules/.package-lock.json')) // as after a killed npm
  const both = await Promise.all([finished(start(bihuan('where'))), finished(start(bihuan('where')))])
  expect(both.map(({ code }) => code)).toEqual([0, 0])
  expect(both.filter(({ stderr }) => stderr.includes('第一次约需'))).toHaveLength(1)
})

test('装不上：说出原因和办法，退出码不为零，命令没有运行', async () => {
  project({ one: '1.0.0' }, { 'node_modules/one': { version: '1.0.0' } }, false)
  const env = {
    ...terminal,
    npm_config_registry: 'http://127.0.0.1:9',
    npm_config_fetch_retries: '0',
    npm_config_cache: join(base, 'cache'),
  }
  const offline = await finished(start(bihuan('where'), { env }))
  expect(offline).toMatchObject({ code: 1, stdout: '' })
  expect(offline.stderr).toMatch(/依赖安装失败：连不上 npm 镜像。\n办法：/)
  const bare = await finished(start(bihuan('where'), { env: { ...env, PATH: base } }))
  expect(bare.stderr).toContain('没有找到 npm')
})
