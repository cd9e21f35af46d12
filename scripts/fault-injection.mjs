// Plants one fault at a time in a copy and says which check notices it, and for the right reason. A fault nobody notices is a hole in
// the fence; a fault that no longer fits the code is one, too. `npm run plant`; `-- clock` only those whose words hold "clock";
// `-- --all` asks every check that ought to notice, not only the cheapest; `-- --fit` only whether each still fits.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commandOf } from './check.mjs'
import { FAULTS } from './faults.mjs'
import { copyFiles, copyPackages, runIn } from './copy.mjs'

const home = fileURLToPath(new URL('..', import.meta.url))
const args = process.argv.slice(2)
const words = args.find((arg) => !arg.startsWith('--'))
const chosen = FAULTS.map(([what, file, change, ...by]) => ({ what, file, change, by })).filter(
  ({ what }) => !words || what.includes(words),
)
const print = (text) => process.stdout.write(`${text}\n`)

/** Why a fault cannot be planted in the code as it stands. */
function unfit({ file, change }) {
  try {
    const text = readFileSync(join(home, file), 'utf8')
    return change(text) === text ? '不改变任何内容' : null
  } catch (error) {
    return error.message
  }
}

/** The command of a check; lint and rooms look at the changed file alone, which costs a tenth. */
function commandFor({ check, files = [] }, file) {
  if (check === 'tests') return ['node_modules/vitest/vitest.mjs', 'run', '--project', 'code', ...files]
  return commandOf(check, check === 'lint' || check === 'rooms' ? [file] : undefined)
}

/** What a check says of the copy; null where it has nothing to say. */
async function complaint(copy, command) {
  const { code, output } = await runIn(copy, command)
  return code === 0 ? null : output
}

/** Without a fault nobody may complain: else every fault would seem to be noticed. */
async function quiet(copy) {
  const commands = [...new Set(chosen.flatMap(({ by }) => by.map(({ check }) => check)))]
    .filter((check) => check !== 'tests')
    .map((check) => commandOf(check))
  const files = chosen.flatMap(({ by }) => by.flatMap((one) => one.files ?? []))
  if (files.length > 0) commands.push(commandFor({ check: 'tests', files: [...new Set(files)] }))
  for (const command of commands) {
    const output = await complaint(copy, command)
    if (output !== null) return `${command[0]}：\n${output}`
  }
  return null
}

async function noticedBy(copy, { file, change, by }) {
  const path = join(copy, file)
  const before = readFileSync(path, 'utf8')
  const noticed = []
  writeFileSync(path, change(before))
  try {
    for (const one of by) {
      const output = await complaint(copy, commandFor(one, file))
      if (output !== null && one.message.test(output)) noticed.push(one.check)
      else if (output !== null) print(`  ${one.check} 因别的原因报错：\n${output.split('\n').slice(0, 12).join('\n')}`)
      if (noticed.length > 0 && !args.includes('--all')) break
    }
  } finally {
    writeFileSync(path, before)
  }
  return noticed
}

async function plantAll(copy) {
  copyFiles(home, copy)
  copyPackages(home, copy)
  const noise = await quiet(copy)
  if (noise !== null) {
    print(`没有埋任何错误时就有检查不通过，先解决它：${noise}`)
    return 0
  }
  let noticed = 0
  for (const [i, fault] of chosen.entries()) {
    const began = performance.now()
    const by = await noticedBy(copy, fault)
    if (by.length > 0) noticed += 1
    print(`${i + 1}/${chosen.length} ${fault.what}: ${by.join(', ') || 'NOBODY'} (${((performance.now() - began) / 1000).toFixed(1)} s)`)
  }
  return noticed
}

const misfits = chosen.flatMap((fault) => {
  const why = unfit(fault)
  return why === null ? [] : [`不再适用：${fault.what}（${fault.file}）：${why}`]
})
for (const misfit of misfits) print(misfit)
if (misfits.length > 0 || chosen.length === 0) process.exitCode = 1
else if (!args.includes('--fit')) {
  const copy = mkdtempSync(join(tmpdir(), 'bihuan-plant-'))
  try {
    const noticed = await plantAll(copy)
    print(`${noticed} of ${chosen.length} noticed`)
    process.exitCode = noticed === chosen.length ? 0 : 1
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}
