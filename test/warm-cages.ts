import childProcess, { type SpawnOptions } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { isProxy } from 'node:util/types'
import { PROGRAM_ENV } from './program.ts'

/**
 * Hundreds of files are read in cages here, and compiling the reader takes most of each. In tests a caged program gets the compiled code
 * that an earlier one left, and for that alone the right to write to its folder; all its other limits are the product's.
 */
const COMPILED = PROGRAM_ENV.NODE_COMPILE_CACHE

type Spawned = [program: string, args: readonly string[], options: SpawnOptions]
const warmed = ([program, args, options]: Spawned): Spawned => {
  if (!Array.isArray(args) || !args.includes('--permission')) return [program, args, options]
  return [program, [`--allow-fs-write=${COMPILED}`, ...args], { ...options, env: { ...options.env, NODE_COMPILE_CACHE: COMPILED } }]
}

// Once a worker, though every file runs this.
if (!isProxy(childProcess.spawn)) {
  mkdirSync(COMPILED, { recursive: true })
  const spawn = new Proxy(childProcess.spawn, {
    apply: (target, self, given: Spawned) => Reflect.apply(target, self, warmed(given)),
  })
  Object.assign(childProcess, { spawn })
  syncBuiltinESMExports()
}
