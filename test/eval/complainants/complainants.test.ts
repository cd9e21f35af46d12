import { expect, test } from 'vitest'
import { reportFigure } from '#test/proofs/figures.ts'
import { judgeSheets, judgeTexts, labelledSheets, labelledTexts, type Judgement } from './judge.ts'

const percent = (part: number, all: number) => `${part}/${all} (${((100 * part) / all).toFixed(1)} %)`
const recall = ({ marked, missed }: Judgement) => (marked - missed.length) / marked
const precision = ({ sealed, wrong }: Judgement) => (sealed - wrong.length) / sealed
const found = ({ marked, missed }: Judgement) => percent(marked - missed.length, marked)
const right = ({ sealed, wrong }: Judgement) => percent(sealed - wrong.length, sealed)

const sheets = judgeSheets()
const texts = judgeTexts()

test('评判材料齐全：20 种表格，50 段文字，都有该封存与不该封存的', () => {
  expect(labelledSheets()).toHaveLength(20)
  expect(labelledTexts()).toHaveLength(50)
  expect(labelledTexts().filter(({ text }) => !text.includes('⟦')).length).toBeGreaterThanOrEqual(15)
})

test('表格里举报人的单元格全部认出', () => {
  expect.soft(sheets.missed).toEqual([])
  reportFigure('recognition.cells', found(sheets), recall(sheets) === 1)
})

test('文字里举报人的信息认出 98% 以上', () => {
  if (recall(texts) < 1) process.stdout.write(`not found:\n${texts.missed.join('\n')}\n`)
  reportFigure('recognition.texts', found(texts), recall(texts) >= 0.98)
})

test('封存的 95% 以上确是举报人的', () => {
  const all: Judgement = { ...sheets, sealed: sheets.sealed + texts.sealed, wrong: [...sheets.wrong, ...texts.wrong] }
  if (all.wrong.length > 0) process.stdout.write(`sealed without need:\n${all.wrong.join('\n')}\n`)
  reportFigure('recognition.precision', right(all), precision(all) >= 0.95)
})
