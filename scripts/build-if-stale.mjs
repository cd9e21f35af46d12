// The pages in dist/web and the programs in dist/sandbox belong to the sources as they are now.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { endLike, exclusively, run } from './run.mjs'

const PARTS = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json', 'scripts/build.mjs']
/** Parts of src that no page may import (the architecture rules see to that), and tests. */
const NEVER = /^src\/platform\/|^src\/features\/[^/]+\/server\/|^src\/app\/(demo|commands)\/|[.]test[.]tsx?$/

/** The programs that run sandboxed, and what they are called once built. */
export const SANDBOXED = {
  'src/platform/workbook/read/child.ts': 'workbook-reader',
  'src/features/evidence/server/inspect/child.ts': 'file-inspector',
}
export const hashOf = (path) => createHash('sha256').update(readFileSync(path)).digest('hex')

/** A number for everything the pages are made of. */
export function webHash(root) {
  const hash = createHash('sha256')
  for (const part of PARTS)
    for (const path of filesIn(root, part)) if (!NEVER.test(path)) hash.update(path).update(readFileSync(join(root, path)))
  return hash.digest('hex')
}

function filesIn(root, path) {
  if (!existsSync(join(root, path))) return []
  const entries = entriesOf(join(root, path))
  if (!entries) return [path]
  return entries.toSorted().reduce((files, name) => files.concat(filesIn(root, `${path}/${name}`)), [])
}

function entriesOf(path) {
  try {
    return readdirSync(path)
  } catch (error) {
    if (error.code === 'ENOTDIR') return undefined
    throw error
  }
}

const isFresh = (root) => {
  const stamp = join(root, 'dist/web/.built')
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === webHash(root) && isSandboxFresh(root)
}

/** The same question that platform/sandbox/program.ts asks. */
function isSandboxFresh(root) {
  try {
    const { sources } = JSON.parse(readFileSync(join(root, 'dist/sandbox/built.json'), 'utf8'))
    return Object.entries(sources).every(([path, hash]) => hashOf(join(root, path)) === hash)
  } catch {
    return false
  }
}

/** Builds the pages unless they are up to date. */
export async function freshWeb(root, node) {
  if (isFresh(root)) return
  await exclusively(`web ${root}`, '另一个闭环进程正在生成网页，等它完成……', async () => {
    if (isFresh(root)) return
    process.stderr.write('正在生成网页……\n')
    const done = await run(node, [join(root, 'scripts/build.mjs')])
    if (done.signal) return endLike(done)
    if (done.code !== 0) throw new Error('网页没有生成，原因见上。办法：改正后再运行一次')
  })
}
