// The production packages of a release as CycloneDX beside the build, and their licences as a list; refuses a licence nobody has looked at.
// Works without a network: npm reads what is installed. Also `npm run sbom`.
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Above this, decision 0045 must say why. */
const MOST_PACKAGES = 150
/** Licences that ask for no more than to be named. */
const PERMISSIVE = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'Zlib',
  'CC0-1.0',
  'Unlicense',
])
/** Others that were looked at, each with the reason why it may be there. */
const LOOKED_AT = {
  '@img/sharp-libvips': [
    'LGPL-3.0-or-later',
    'a library of its own beside the program, loaded at run time and replaceable: what the LGPL asks for',
  ],
}

/** Whether every part of an expression (one of the parts of an OR) is permissive. */
export function isPermissive(expression) {
  const plain = expression.replaceAll(/[()]/g, ' ').trim()
  if (plain === '') return false
  return plain.split(/\s+OR\s+/).some((choice) => choice.split(/\s+AND\s+/).every((one) => PERMISSIVE.has(one.trim())))
}

const licenceOf = ({ licenses = [] }) =>
  licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? '').join(' AND ')
const exceptionOf = ({ name }, licence) =>
  Object.entries(LOOKED_AT).find(([begin, [allowed]]) => name.startsWith(begin) && allowed === licence)?.[1][1]

/** What stands in a bill of materials: every package with its licence, and what may not be there. */
export function lookThrough({ components }) {
  const packages = components.map((each) => ({
    name: each.name,
    version: each.version,
    licence: licenceOf(each),
    why: exceptionOf(each, licenceOf(each)),
  }))
  return {
    packages: packages.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    refused: packages.filter(({ licence, why }) => !isPermissive(licence) && why === undefined),
    tooMany: packages.length > MOST_PACKAGES,
  }
}

/** Asks npm, writes `sbom.cdx.json` and `licences.md` into dist; answers what was found. */
export function writeBill() {
  const text = execFileSync('npm', ['sbom', '--omit=dev', '--sbom-format=cyclonedx', '--offline'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1_048_576,
    shell: process.platform === 'win32',
  })
  const found = lookThrough(JSON.parse(text))
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(join(root, 'dist/sbom.cdx.json'), text)
  const rows = found.packages.map(
    ({ name, version, licence, why }) => `| ${name} | ${version} | ${licence || '?'}${why ? ` (${why})` : ''} |`,
  )
  writeFileSync(
    join(root, 'dist/licences.md'),
    ['# 生产依赖和许可证', '', `共 ${rows.length} 个。`, '', '| 名称 | 版本 | 许可证 |', '|---|---|---|', ...rows, ''].join('\n'),
  )
  return found
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { packages, refused, tooMany } = writeBill()
  process.stdout.write(`生产依赖 ${packages.length} 个（上限 ${MOST_PACKAGES}），清单：dist/sbom.cdx.json，许可证：dist/licences.md\n`)
  for (const { name, version, licence } of refused) process.stdout.write(`许可证没有核对过：${name} ${version} ${licence || '没有写明'}\n`)
  if (tooMany) process.stdout.write(`超过 ${MOST_PACKAGES} 个：请减少，或在 docs/decisions/0045 写明原因并调整上限\n`)
  process.exitCode = refused.length > 0 || tooMany ? 1 : 0
}
