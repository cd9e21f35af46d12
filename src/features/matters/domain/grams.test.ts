import { assert, nat, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { gramsOf, lexeme, likePattern, searchGrams, searchText, vectorText } from './grams.ts'

test('两个字就能搜到；全角、大小写、空白不影响', () => {
  const grams = gramsOf(searchText(['滨河路 ＰＭ２.５ 超标', null, '雨污混接']))
  for (const words of ['超标', 'pm2.5', 'PM２．５', '雨 污', '混接'])
    expect(
      searchGrams(words).every((gram) => grams.includes(gram)),
      words,
    ).toBe(true)
  expect(searchGrams('标雨').every((gram) => grams.includes(gram))).toBe(false)
})

test('一段文字的任何片段，其词元都在索引里', () => {
  assert(
    property(string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), nat(), nat(), (text, a, b) => {
      const folded = Array.from(searchText([text]).replaceAll('\n', ''))
      const [from, to] = [Math.min(a, b) % (folded.length + 1), (Math.max(a, b) % (folded.length + 1)) + 1]
      const piece = folded.slice(from, to).join('')
      const grams = gramsOf(folded.join(''))
      expect(searchGrams(piece).every((gram) => grams.includes(gram))).toBe(true)
    }),
  )
})

test('通配符只当普通字', () => expect(likePattern('100%_\\')).toBe(String.raw`%100\%\_\\%`))

test('写成检索向量：有引号、反斜杠也不出错，与逐个词元相同', () => {
  expect(vectorText('扬尘')).toBe("'扬' '扬尘' '尘'")
  expect(vectorText(`a'`)).toBe(`'a' 'a''' ''''`)
  expect(vectorText('\\')).toBe(`'\\\\'`)
  expect(vectorText('')).toBe('')
  assert(
    property(string({ unit: 'grapheme' }), (text) => {
      expect(vectorText(text)).toBe(gramsOf(text).map(lexeme).join(' '))
    }),
  )
})
