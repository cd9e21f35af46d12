import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { PROOFS, type Proof } from './proofs.ts'
import { outcomeOf, tableOf, verdictOn } from './verdict.ts'

const proof: Proof = { key: 'k', title: '甲', bar: '0 件', files: ['a.test.ts'] }
const green = new Map([['a.test.ts', { passed: 3, all: 3 }]])
const texts = (files: readonly string[]) => files.map((file) => readFileSync(file, 'utf8')).join('\n')
const figure = (text: string, isMet: boolean) => ({ key: 'k', figure: text, isMet })

test('每项证明的测试文件都在，代号不重复', () => {
  expect(PROOFS.flatMap(({ files }) => [...files]).filter((file) => !existsSync(file))).toEqual([])
  expect(new Set(PROOFS.map(({ key }) => key)).size).toBe(PROOFS.length)
})

test('要报数的证明，它的文件里确实报了这个数', () => {
  const measured = (PROOFS as readonly Proof[]).filter(({ isMeasured }) => isMeasured)
  expect(measured.length).toBeGreaterThan(0)
  expect(measured.filter(({ key, files }) => !texts(files).includes(`'${key}'`)).map(({ key }) => key)).toEqual([])
})

test('没有报数、没有运行、有测试未过，都算没有达到', () => {
  expect(verdictOn(proof, green, [])).toMatchObject({ figure: '3/3 项测试通过', isMet: true })
  expect(verdictOn(proof, new Map([['a.test.ts', { passed: 2, all: 3 }]]), [])).toMatchObject({ isMet: false })
  expect(verdictOn(proof, new Map([['a.test.ts', { passed: 0, all: 0 }]]), [])).toMatchObject({ isMet: false })
  expect(verdictOn(proof, new Map(), [])).toMatchObject({ isMet: false })
  const measured: Proof = { ...proof, isMeasured: true }
  expect(verdictOn(measured, green, [])).toMatchObject({ figure: '没有结果', isMet: false })
  expect(verdictOn(measured, green, [figure('0 件', true)])).toMatchObject({ figure: '0 件', isMet: true })
  expect(verdictOn(measured, green, [figure('0 件', true), figure('2 件', false)])).toMatchObject({ figure: '0 件；2 件', isMet: false })
  const red = new Map([['a.test.ts', { passed: 2, all: 3 }]])
  expect(verdictOn(measured, red, [figure('0 件', true)])).toMatchObject({ figure: '0 件；2/3 项测试通过', isMet: false })
  const otherBroke = new Map([...green, ['b.test.ts', { passed: 0, all: 1 }]])
  const both: Proof = { ...measured, files: ['a.test.ts', 'b.test.ts'] }
  expect(verdictOn(both, otherBroke, [figure('0 件', true)])).toMatchObject({ isMet: false })
})

test.each([
  ['都通过', false, ['passed', 'passed'], { passed: 2, all: 2 }],
  ['有未过的', true, ['passed', 'failed'], { passed: 1, all: 2 }],
  ['跳过的没有证明什么', false, ['passed', 'skipped', 'pending', 'todo'], { passed: 1, all: 4 }],
  ['测试之外出错', true, ['passed'], { passed: 1, all: 2 }],
  ['还没有测试就出错', true, [], { passed: 0, all: 1 }],
] as const)('一个文件的结果：%s', (_, isFailed, states, outcome) => {
  expect(outcomeOf(isFailed, states)).toEqual(outcome)
})

test('表格一行一项，中文对齐', () => {
  const lines = tableOf([{ proof, figure: '0 件', isMet: true }]).split('\n')
  expect(lines).toEqual(['      测试  要求  结果', '通过  甲    0 件  0 件'])
})

test('docs/security.md 说到的测试文件都在；没有测试的，说明原因', () => {
  const text = readFileSync('docs/security.md', 'utf8')
  const named = [...text.matchAll(/`((?:src|test|e2e)\/[\w/.-]+)`/gu)].map(([, path = '']) => path)
  expect(named.length).toBeGreaterThan(40)
  expect(named.filter((path) => !existsSync(path))).toEqual([])
  const unproved = text.split('\n').filter((line) => /^\| [A-J]\d\d /u.test(line) && !line.includes('.test.ts'))
  expect(unproved.filter((line) => line.endsWith('— |'))).toEqual([])
})
