import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type Day, addDays, dayOf, endOfMonth } from './days.ts'
import { parseDeadline } from './deadline.ts'

type Labelled = { text: string; expect: Record<string, unknown> }
const labelled = (name: string) => JSON.parse(readFileSync(new URL(`../../test/fixtures/${name}`, import.meta.url), 'utf8')) as Labelled[]
const published = readFileSync(new URL('../../test/eval/deadlines.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Labelled)
const on = '2024-06-15' as Day
const phrases = readFileSync(new URL('../../test/fixtures/deadlines.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)
const anyDay = fc.integer({ min: 0, max: 36_000 }).map((n) => addDays('1995-01-01' as Day, n))

describe('期限短语', () => {
  it('真实台账里的每条短语都有标注', () => expect(published.map((l) => l.text)).toEqual(phrases))
  test.each(published)('$text', (l) => expect(parseDeadline(l.text, on)).toEqual(l.expect))
})

describe('期限短语的其他写法与陷阱', () => {
  test.each(labelled('deadlines-more.json'))('$text', (l) => expect(parseDeadline(l.text, on)).toEqual(l.expect))
  it('没有年份的取参照日的年份', () => expect(parseDeadline('7月15日前', '2027-01-02' as Day)).toEqual({ kind: 'by', date: '2027-07-15' }))
})

const wide = (text: string) => text.replaceAll(/[!-~]/gu, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0))
const CHINESE = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九']
const inChinese = (n: number) => {
  const [tens, one] = [Math.floor(n / 10), n % 10]
  return `${tens > 1 ? CHINESE[tens] : ''}${tens > 0 ? '十' : ''}${one > 0 ? CHINESE[one] : ''}`
}
const SPELLINGS: readonly ((y: string, m: number, d: number) => string)[] = [
  (y, m, d) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`,
  (y, m, d) => `${y}${String(m).padStart(2, '0')}${String(d).padStart(2, '0')}`,
  (y, m, d) => `${y}/${m}/${d}`,
  (y, m, d) => `${y}.${m}.${d}`,
  (y, m, d) => `${y}年${m}月${d}日`,
  (y, m, d) => `${y}年${m}月${d}号前`,
  (y, m, d) => `${y}年${m}月${d}日之前完成整改`,
  (y, m, d) => `预计 ${y} 年 ${m} 月 ${d} 日 前`,
  (y, m, d) => `${y}/${m}/${d} 0:00:00`,
  (y, m, d) => wide(`${y}.${m}.${d}`),
  (y, m, d) => `${Array.from(y, (c) => CHINESE[Number(c)]).join('')}年${inChinese(m)}月${inChinese(d)}日前`,
]

describe('期限短语的性质', () => {
  it('任何文字都不报错，给出的日期都存在', () => {
    const words = fc.constantFrom(...phrases, '2024年', '2023年2月29日', '月', '底', '前', '内', '至', '9', '十', '个', '长期坚持', '每')
    const mixed = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(words, { maxLength: 5 }).map((w) => w.join('')),
    )
    fc.assert(
      fc.property(mixed, anyDay, (text, today) => {
        const { date, from, kind, ambiguous } = parseDeadline(text, today)
        for (const day of [date, from]) if (day !== undefined) expect(dayOf(day)).toBe(day)
        if (ambiguous || !['by', 'window'].includes(kind)) expect(date).toBeUndefined()
        if (from !== undefined && date !== undefined) expect(from <= date).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
  it('同一天的各种写法都读成同一天', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...SPELLINGS), anyDay, (day, spell, today) => {
        const text = spell(day.slice(0, 4), Number(day.slice(5, 7)), Number(day.slice(8)))
        expect(parseDeadline(text, today)).toEqual({ kind: 'by', date: day })
      }),
      { numRuns: 1000 },
    )
  })
  it('月底、年底都是最后一天', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (day, today) => {
        const [y, m] = [day.slice(0, 4), Number(day.slice(5, 7))]
        for (const text of [`${y}年${m}月底前`, `${y}年${m}月末`, `${y}.${m}月底`, `${y}年${inChinese(m)}月底前完成`])
          expect(parseDeadline(text, today).date).toBe(endOfMonth(day))
        for (const text of [`${y}年底`, `${y}年年底前`, `到${y}年末`]) expect(parseDeadline(text, today).date).toBe(`${y}-12-31`)
      }),
    )
  })
  it('空格与全角半角不改变意思', () => {
    const blank = fc.constantFrom(' ', '　', '\t', '\u00a0', '\u200b', '')
    fc.assert(
      fc.property(fc.constantFrom(...phrases), fc.array(blank, { minLength: 40, maxLength: 40 }), fc.boolean(), (text, blanks, widen) => {
        const spaced = Array.from(text, (c, i) => `${c}${blanks[i % 40]}`).join('')
        expect(parseDeadline(widen ? wide(spaced) : spaced, on)).toEqual(parseDeadline(text, on))
      }),
      { numRuns: 500 },
    )
  })
  it('很长的文字也很快', () => {
    const long = '每日一二三四、2024年至收到后'.repeat(2000)
    const before = process.cpuUsage() // of this process alone: a busy machine changes nothing
    parseDeadline(long, on)
    expect(process.cpuUsage(before).user).toBeLessThan(1_000_000)
  })
})
