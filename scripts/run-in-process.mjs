// Runs a program file in this process, as if it had been started by name. Also a program itself: enter.mjs FILE ARGUMENTS.
import { readFileSync } from 'node:fs'
import * as modules from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export async function enter(file, args) {
  process.argv = [process.execPath, file, ...args]
  const warn = process.emitWarning.bind(process)
  // Node 22 announces type stripping as an experiment; ours to know, not the user's.
  process.emitWarning = (text, ...more) => (more[0] === 'ExperimentalWarning' ? undefined : warn(text, ...more))
  // Compiled code is kept between starts; where the folder can't be written, Node goes on without.
  const root = dirname(dirname(fileURLToPath(import.meta.url)))
  if (modules.enableCompileCache) modules.enableCompileCache(join(root, 'node_modules/.cache/compiled'))
  await import(pathToFileURL(file).href).catch((error) => {
    throw Object.assign(error, { fromCommand: true })
  })
}

/**
 * Ends this process (SIGTERM, so that it may close its affairs) when the one that started it is gone, even by kill -9.
 * Below npm the shell in between passes no signals on and may outlive npm, so npm itself is watched, too.
 */
export function leaveWith(whom) {
  const line = () => {
    const parent = process.ppid
    return whom === 'npm' ? `${parent} ${npmAbove(parent)}` : String(parent)
  }
  const before = line()
  const timer = setInterval(() => {
    if (line() === before) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, 300)
  timer.unref()
}

/** The process above the shell if it is npm; a terminal or a script may go while we stay. */
function npmAbove(shell) {
  try {
    const above = readFileSync(`/proc/${shell}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')[1]
    return /^npm|npm-cli|\/npm/.test(readFileSync(`/proc/${above}/cmdline`, 'utf8')) ? above : ''
  } catch {
    return ''
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [file, ...args] = process.argv.slice(2)
  leaveWith('launcher')
  await enter(file, args)
}
