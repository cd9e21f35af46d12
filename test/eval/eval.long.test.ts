import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SYNONYMS, withoutLayout } from '#features/intake/domain/columns/synonyms.ts'
import { normaliseHead } from '#features/intake/domain/columns/heads.ts'
import { scoreDeadlines, scoreDescribed, scoreTables, scoreUnits } from './evaluate.ts'
import { labelledDeadlines, labelledTables, labelledUnits, layouts } from './labels.ts'
import { missed } from './targets.ts'

const bare = (text: string) => text.replaceAll(/[([][^)\]\n]*[)\]]/gu, '')
const sheets = await layouts()
const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')

test('每一份表格、每一条短语、每一个单位栏都有人工标注', () => {
  expect([...new Set(labelledTables().map(({ file }) => file))]).toEqual(sheets.map(({ id }) => id))
  expect(labelledDeadlines().map(({ text }) => text)).toEqual(fixture('deadlines.txt'))
  expect(labelledUnits().map(({ text }) => text)).toEqual(fixture('units.txt'))
})

test('识别的各项指标都达到要求', () => {
  const scores = {
    tables: scoreTables(sheets),
    withheld: scoreTables(sheets, true),
    described: scoreDescribed(),
    deadlines: scoreDeadlines(),
    units: scoreUnits(),
  }
  expect(missed(scores)).toEqual([])
})

test('列名写明在哪份表里见过的，那份表里确实有', () => {
  const texts = new Map(
    sheets.map(({ id, sheets: given }) => [
      id,
      given.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map((cell) => normaliseHead(cell?.text ?? '')))).join('\n'),
    ]),
  )
  const claims = SYNONYMS.flatMap(({ seenIn }) => Object.entries(seenIn)).flatMap(([head, seen]) =>
    seen.split(' ').flatMap((place) => (place.startsWith('t') ? [{ head, place }] : [])),
  )
  expect(claims.length).toBeGreaterThan(50)
  expect(claims.filter(({ head, place }) => !bare(texts.get(place) ?? '').includes(bare(head)))).toEqual([])
})

test('留出一份表时，只有它见过的列名不再认得', () => {
  const heads = withoutLayout('t33').flatMap(({ seenIn }) => Object.keys(seenIn))
  expect(heads).not.toContain('时间进度')
  expect(heads).toContain('序号')
})
