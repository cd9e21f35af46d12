import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'

const RULES = readFileSync('docs/rules.md', 'utf8')
const numbers = [...RULES.matchAll(/^\| (R-\d\d) \|/gmu)].map(([, no]) => no)
const texts = ['src', 'test', 'e2e', 'bench', 'docs'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:tsx?|md)$/u.test(file) && !file.endsWith('rules.test.ts') && file !== 'rules.md')
    .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(`${folder}/${file}`, 'utf8') })),
)

test('规则编号不重复，每条都有出处', () => {
  expect(numbers.length).toBeGreaterThan(30)
  expect(new Set(numbers).size).toBe(numbers.length)
  expect(RULES.split('\n').filter((line) => line.startsWith('| R-') && line.split('|').length !== 5)).toEqual([])
})

test('引用的规则都在 rules.md 里；不引用没有收在这里的文件', () => {
  const cited = texts.flatMap(({ file, text }) => [...text.matchAll(/\bR-\d\d\b/gu)].map(([no]) => ({ file, no })))
  expect(cited.length).toBeGreaterThan(40)
  expect(cited.filter(({ no }) => !numbers.includes(no))).toEqual([])
  expect(texts.filter(({ text }) => /(?:domain|design|fields|planted-faults)\.md|design §/u.test(text)).map(({ file }) => file)).toEqual([])
})

test('每份决定都在目录里', () => {
  const index = readFileSync('docs/decisions/README.md', 'utf8')
  const decisions = readdirSync('docs/decisions').filter((file) => /^\d{4}-/u.test(file))
  expect(decisions.filter((file) => !index.includes(`](${file})`))).toEqual([])
})

test('where.md 说到的文件都在', () => {
  const named = [...readFileSync('docs/where.md', 'utf8').matchAll(/`([\w/.-]+(?:\/|\.(?:tsx?|md|css|mjs)))`/gu)].map(
    ([, path]) => path ?? '',
  )
  expect(named.length).toBeGreaterThan(40)
  const files = ['src', 'test', 'e2e', 'db', 'docs', 'scripts'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  )
  const stands = (path: string) => files.some((file) => `/${file}`.endsWith(`/${path.replace(/\/$/u, '')}`))
  expect(named.filter((path) => !stands(path))).toEqual([])
})
