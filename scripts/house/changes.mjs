// What a change costs: each of four is made by a script in a copy of the repository, which is then type-checked, built and tested; what
// is counted are the files it touched, but for its tests and for what is the change's own.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { commandOf } from '../check.mjs'
import { run } from '../run.mjs'
import { change as textFact } from './changes/text-fact.mjs'
import { change as simpleAct } from './changes/simple-act.mjs'
import { change as room } from './changes/room.mjs'

const CHANGES = [textFact, simpleAct, room]
/** What every change must leave whole. */
const ALWAYS = ['test/house']

/** Each change with the files it touched, and what went wrong with it, if anything; `only`: some of their titles begin so. */
export async function countChanges(root, only = '') {
  const results = []
  for (const change of CHANGES.filter(({ title }) => title.startsWith(only))) results.push({ ...change, ...(await tryOut(root, change)) })
  return results
}

async function tryOut(root, { write, tests, own = [] }) {
  mkdirSync(join(root, 'dist'), { recursive: true })
  const copy = mkdtempSync(join(root, 'dist/house-'))
  try {
    await copyOf(root, copy)
    write(copy)
    const found = (await git(copy, 'status', '--porcelain', '-uall'))
      .split('\n')
      .map((line) => line.slice(3))
      .filter((file) => file !== '' && !/[.]test[.]tsx?$/u.test(file) && !own.some((pattern) => pattern.test(file)))
    return { found, broken: await broken(copy, tests) }
  } finally {
    if (!process.env.KEEP_COPY) rmSync(copy, { recursive: true })
    else process.stderr.write(`${copy}\n`)
  }
}

async function copyOf(root, copy) {
  const files = (await git(root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard')).split('\0')
  for (const file of files.filter((each) => each !== '' && existsSync(join(root, each)))) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    cpSync(join(root, file), join(copy, file))
  }
  // hard links: a copy of links would lead the tools out of it
  const { code, output } = await run('cp', ['-al', join(root, 'node_modules'), join(copy, 'node_modules')], { keep: true })
  if (code !== 0) throw new Error(output)
  await git(copy, 'init', '--quiet')
  await git(copy, 'add', '--all')
  await git(copy, '-c', 'user.name=house', '-c', 'user.email=house@localhost', 'commit', '--quiet', '--message', 'before')
}

async function git(folder, ...args) {
  const { code, output } = await run('git', args, { cwd: folder, keep: true })
  if (code !== 0) throw new Error(`git ${args[0]}: ${output}`)
  return output
}

/** The first of the steps that fails, with what it printed. */
async function broken(copy, tests) {
  const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}`, NO_COLOR: '1' }
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'code', '--project', 'browser', ...tests, ...ALWAYS]
  for (const [step, args] of [
    ['types', commandOf('types')],
    ['rooms', commandOf('rooms')],
    ['pages', commandOf('pages')],
    ['tests', vitest],
  ]) {
    const { code, output } = await run(process.execPath, args, { cwd: copy, env, keep: true })
    if (code !== 0) return `${step}\n${output}`
  }
  return undefined
}
