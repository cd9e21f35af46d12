// Run after changing dependencies: a new lock file without addresses that `npm ci` accepts,
// even where the registry offers a package for fewer platforms than its owner lists.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const file = `${root}package-lock.json`
rmSync(file, { force: true })
rmSync(`${root}node_modules`, { recursive: true, force: true }) // npm copies the platforms it finds there
spawnSync('npm', ['install', '--package-lock-only', '--loglevel=error'], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
})

const lock = JSON.parse(readFileSync(file, 'utf8'))
const offered = new Set(Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, '')))
for (const [path, entry] of Object.entries(lock.packages)) {
  delete entry.resolved
  const optional = Object.entries(entry.optionalDependencies ?? {}).filter(([name]) => path === '' || offered.has(name))
  if (entry.optionalDependencies) entry.optionalDependencies = Object.fromEntries(optional)
}
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
