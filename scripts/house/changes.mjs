// What a change costs: each of four is made by a script in a copy of the repository, which is then type-checked, built and tested; what
// is counted are the files it touched, but for its tests and for what is the change's own.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { commandOf } from '../check.mjs'
import { copyFiles, copyPackages, runIn } from '../copy.mjs'
import { run } from '../run.mjs'
import { change as textFact } from './changes/text-fact.mjs'
import { change as simpleAct } from './changes/simple-act.mjs'
import { change as room } from './changes/room.mjs'
import { change as stepKind } from './changes/step-kind.mjs'

export const CHANGES = [textFact, simpleAct, room, stepKind]
/** What every change must leave whole. */
const ALWAYS = ['test/house']

/**
 * Every change in turn, with the files it touches, and with `isTried` what is broken by it, if anything: the first step that fails, with
 * what it printed. One copy serves them all: each is taken back before the next.
 */
export async function* costsOf(root, changes, isTried) {
  mkdirSync(join(root, 'dist'), { recursive: true })
  const copy = mkdtempSync(join(root, 'dist/house-'))
  try {
    copyFiles(root, copy)
    if (isTried) copyPackages(root, copy)
    await git(copy, 'init', '--quiet')
    await git(copy, 'add', '--all')
    await git(copy, '-c', 'user.name=house', '-c', 'user.email=house@localhost', 'commit', '--quiet', '--message', 'before')
    for (const change of changes) {
      change.write(copy)
      yield { ...change, found: await touched(copy, change), broken: isTried ? await broken(copy, change.tests) : undefined }
      await git(copy, 'reset', '--quiet', '--hard')
      await git(copy, 'clean', '--quiet', '-d', '--force')
    }
  } finally {
    rmSync(copy, { recursive: true })
  }
}

async function touched(copy, { own = [] }) {
  const files = (await git(copy, 'status', '--porcelain', '-uall')).split('\n').map((line) => line.slice(3))
  return files.filter((file) => file !== '' && !/[.]test[.]tsx?$/u.test(file) && !own.some((pattern) => pattern.test(file)))
}

async function git(folder, ...args) {
  const { code, output } = await run('git', args, { cwd: folder, keep: true })
  if (code !== 0) throw new Error(`git ${args[0]}: ${output}`)
  return output
}

async function broken(copy, tests) {
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'code', '--project', 'browser', ...tests, ...ALWAYS]
  for (const [step, args] of [
    ['types', commandOf('types')],
    ['rooms', commandOf('rooms')],
    ['pages', commandOf('pages')],
    ['tests', vitest],
  ]) {
    const { code, output } = await runIn(copy, args)
    if (code !== 0) return `${step}\n${output}`
  }
  return undefined
}
