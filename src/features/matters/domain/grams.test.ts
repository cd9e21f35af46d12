import { assert, nat, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { gramsOf, lexeme, likePattern, searchGrams, searchText, vectorText, wordQuery } from './grams.ts'

/** As the index compares: all pairs, or the beginning of any gram. */
const isIn = (grams: readonly string[], word: string) => {
  const pairs = searchGrams(word)
  return pairs.length === 0 ? word === '' || grams.some((gram) => gram.startsWith(word)) : pairs.every((pair) => grams.includes(pair))
}

test('两个字就能搜到；全角、大小写、空白不影响', () => {
  const grams = gramsOf(searchText(['滨河路 ＰＭ２.５ 超标', null, '雨污混接']))
  for (const words of ['超标', 'pm2.5', 'PM２．５', '雨 污', '混接']) expect(isIn(grams, words), words).toBe(true)
  expect(isIn(grams, '标雨')).toBe(false)
})

test('一段文字的任何片段，其词元都在索引里', () => {
  assert(
    property(string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), nat(), nat(), (text, a, b) => {
      const folded = Array.from(searchText([text]).replaceAll('\n', ''))
      const [from, to] = [Math.min(a, b) % (folded.length + 1), (Math.max(a, b) % (folded.length + 1)) + 1]
      const piece = folded.slice(from, to).join('')
      const grams = gramsOf(folded.join(''))
      expect(isIn(grams, piece)).toBe(true)
    }),
  )
})

test('单个字是某个词元的开头，也在一行的末尾；不跨行', () => {
  expect(gramsOf('雨污\n扬')).toEqual(['雨污', '污', '扬'])
  expect(['雨', "'", '雨污', '雨污混', '哈哈哈'].map(wordQuery)).toEqual(["'雨':*", "'''':*", "'雨污'", "'雨污' & '污混'", "'哈哈'"])
  expect(isIn(gramsOf('雨污\n扬'), '污扬')).toBe(false)
})

test('通配符只当普通字', () => expect(likePattern('100%_\\')).toBe(String.raw`%100\%\_\\%`))

test('写成检索向量：有引号、反斜杠也不出错，与逐个词元相同', () => {
  expect(vectorText('扬尘')).toBe("'扬尘' '尘'")
  expect(vectorText(`a'`)).toBe(`'a''' ''''`)
  expect(vectorText('\\')).toBe(`'\\\\'`)
  expect(vectorText('')).toBe('')
  assert(
    property(string({ unit: 'grapheme' }), (text) => {
      expect(vectorText(text)).toBe(gramsOf(text).map(lexeme).join(' '))
    }),
  )
})
