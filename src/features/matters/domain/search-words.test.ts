import { array, assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { foldText, searchText } from './grams.ts'
import { excerptOf, isSearchable, piecesOf, wordsOf } from './search-words.ts'

test.each([
  ['', false],
  ['雨', false],
  [' 雨 ', false],
  ['雨污', true],
  ['雨 污', true],
  ['𠮷', false],
  ['a1', true],
])('“%s”够不够搜：%s', (text, enough) => expect(isSearchable(text)).toBe(enough))

test('按空白分词，重复的只算一个，全角空格也是空白', () => expect(wordsOf('雨污　混接 雨污\n')).toEqual(['雨污', '混接']))

const marked = (text: string, ...words: string[]) =>
  piecesOf(text, words)
    .map((piece) => (piece.isHit ? `[${piece.text}]` : piece.text))
    .join('')

test.each([
  ['滨河路雨污混接', ['雨污'], '滨河路[雨污]混接'],
  ['滨河路雨污混接', ['污混', '雨污'], '滨河路[雨污混]接'],
  ['ＰＭ２.５ 超标', ['pm2.5'], '[ＰＭ２.５] 超标'],
  ['雨 污 混接', ['雨污'], '[雨 污] 混接'],
  ['㎡以上', ['m2'], '[㎡]以上'],
  ['没有', ['别的'], '没有'],
  ['a.b', ['.'], 'a[.]b'],
  ['哈哈哈', ['哈哈'], '[哈哈哈]'],
])('在“%s”里标出 %j：%s', (text, words, expected) => expect(marked(text, ...words)).toBe(expected))

test('标出以后一字不差；整段就是所搜的词时整段标出', () => {
  assert(
    property(string({ unit: 'grapheme' }), array(string({ unit: 'grapheme', maxLength: 3 }), { maxLength: 3 }), (text, words) => {
      expect(
        piecesOf(text, words)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text)
    }),
  )
  assert(
    property(string({ unit: 'grapheme-ascii', minLength: 1 }), (text) => {
      if (foldText(text) !== '') expect(piecesOf(text.trim(), [text]).every((piece) => piece.isHit)).toBe(true)
    }),
  )
})

const LONG = '沿线小餐饮污水直接排入雨水口，群众多次反映异味'.repeat(6)
const STORED = searchText(['滨河路雨污混接', LONG, '区改2026-0012'])
test('编号、标题已经显出所搜的词，就不另摘；否则摘出词所在的那一句，掐头去尾', () => {
  const visible = ['区改2026-0012', '滨河路雨污混接']
  expect(excerptOf(STORED, visible, ['混接'])).toBeNull()
  expect(excerptOf(STORED, visible, ['0012', '滨河'])).toBeNull()
  const excerpt = excerptOf(STORED, visible, ['混接', '异味']) ?? ''
  expect(excerpt).toContain('异味')
  expect(excerpt).not.toContain('滨河路')
  expect(excerpt.length).toBeLessThan(80)
  expect(excerpt).toMatch(/^….*…$/u)
  expect(excerptOf(searchText(['甲', '乙处有渣土']), ['甲', null], ['渣土'])).toBe('乙处有渣土')
})
test('由别的找到的（姓名首字母），没有可摘的', () => expect(excerptOf(STORED, ['滨河路雨污混接'], ['bl'])).toBeNull())
