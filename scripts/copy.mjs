// Copies of the repository, in which faults are planted and changes tried out.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { run } from './run.mjs'

/** What git knows. */
export function copyFiles(root, copy) {
  const listed = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).stdout
  for (const file of listed.split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    cpSync(join(root, file), join(copy, file))
  }
}

/** The packages, as real files (a link would lead the checkers back), shared on the disk where they can be. */
export function copyPackages(root, copy) {
  const packages = [join(root, 'node_modules'), join(copy, 'node_modules')]
  if (spawnSync('cp', ['-al', ...packages]).status === 0) return
  rmSync(packages[1], { recursive: true, force: true })
  cpSync(...packages, { recursive: true, verbatimSymlinks: true })
}

/** Runs a program of the packages in a copy; answers its exit code and what it printed. */
export function runIn(copy, command) {
  const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}`, NO_COLOR: '1' }
  return run(process.execPath, command, { cwd: copy, env, keep: true })
}
