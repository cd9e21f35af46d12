// What the house promises of its own shape, counted from the files: `npm run check` fails where a figure passes its bound.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const PAGE_CODE = /^src\/(?!ui\/).*[.]tsx$/u
const LOOKS = /^src\/.*[.](?:css|tsx?)$/u
const THEME = /^src\/ui\/theme/u
const HEX = /#(?:[\da-f]{8}|[\da-f]{6}|[\da-f]{3,4})\b/giu
/** Files that are data: a folder of samples may be as long as it likes. */
const DATA = /^(?:test\/fixtures|db|docs)\//u

const tracked = (root) =>
  execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((file) => file !== '' && existsSync(join(root, file)))

/** Every place in the files of this kind where the pattern stands, as path:line. */
function places(root, files, pattern) {
  return files.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, at) => (line.match(pattern) ?? []).map((found) => `${file}:${at + 1} ${found}`)),
  )
}

/** Value and type cycles of imports, of the whole source: dependency-cruiser sees both. */
function cycles(root) {
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const { stdout, status } = spawnSync(process.execPath, [cruiser, 'src', 'test', '--output-type', 'json'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 256 * 1_048_576,
  })
  if (stdout === '') throw new Error(`dependency-cruiser ended with ${status} and no word`)
  const { modules } = JSON.parse(stdout)
  return modules.flatMap(({ source, dependencies }) =>
    dependencies.filter(({ circular }) => circular).map(({ resolved }) => `${source} → ${resolved}`),
  )
}

/** What code of the tests finds by the declarations themselves, by type stripping. */
function foundBy(root, code, what) {
  const work = `${code}.then((found) => console.log(JSON.stringify(found)))`
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', work], { cwd: root, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${what} could not be read: ${stderr}`)
  return JSON.parse(stdout)
}

/** Texts in contracts that stand under the name of a closed set; found in the schemas themselves. */
const looseTexts = (root) =>
  foundBy(
    root,
    "import('./test/house/closed-sets.ts').then(async (sets) => sets.looseTexts(await sets.declaredEndpoints()))",
    'the contracts',
  )

/** Where a room reads a table of a room to its right. */
const readersNotToTheLeft = (root) =>
  foundBy(root, "import('./test/house/table-readers.ts').then((readers) => readers.readersNotToTheLeft('.'))", 'the tables')

function fullFolders(files, bound) {
  const counts = new Map()
  for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1)
  return [...counts].filter(([folder, count]) => count > bound && folder !== '.').map(([folder, count]) => `${folder} ${count}`)
}

/** Figures with what stands behind each; `found` is empty where the promise is kept. Without `hasCycles` those of imports are left to the check of rooms. */
export function measure(root, hasCycles) {
  const files = tracked(root)
  const code = files.filter((file) => /[.](?:tsx?|mjs|cjs|css|sql)$/u.test(file))
  return [
    ...(hasCycles ? [{ title: 'value and type cycles', found: cycles(root) }] : []),
    { title: 'z.string() where an enum exists', found: looseTexts(root) },
    { title: 'table readers not to the left', found: readersNotToTheLeft(root) },
    {
      title: 'raw <button>, <select>, <input>, <textarea> outside ui',
      found: places(
        root,
        files.filter((file) => PAGE_CODE.test(file)),
        /<(?:button|select|input|textarea)\b/gu,
      ),
    },
    {
      title: 'antd outside ui',
      found: places(
        root,
        files.filter((file) => /^src\/(?!ui\/).*[.]tsx?$/u.test(file)),
        /from 'antd[^']*'/gu,
      ),
    },
    {
      title: 'hex colours outside the theme',
      found: places(
        root,
        files.filter((file) => LOOKS.test(file) && !THEME.test(file) && !/[.]test[.]/u.test(file)),
        HEX,
      ),
    },
    {
      title: 'folders of more than 30 files',
      found: fullFolders(
        code.filter((file) => !DATA.test(file)),
        30,
      ),
    },
  ]
}
