import { readFileSync } from 'node:fs'
import { array, asyncProperty, assert, constantFrom, oneof, string } from 'fast-check'
import { expect, test } from 'vitest'
import { emptyDatabase } from '#test/database.ts'
import { gramsOf, lexeme, searchText, vectorText } from '../domain/grams.ts'

/** What stood there before: every single character, too. */
const formerVector = (text: string) => [...new Set([...gramsOf(text), ...Array.from(text.replaceAll('\n', ''))])].map(lexeme).join(' ')
const UPDATE = /^update matter[^;]+;/mu.exec(readFileSync('db/migrations/jurisdiction/0010_search.sql', 'utf8'))?.[0] ?? ''

test('旧的检索向量改写后，与新写入的相同', async () => {
  const { owner } = await emptyDatabase()
  // stands before the table of the same name
  await owner.query('create temp table matter (search_text text, search tsvector, wanted tsvector)')
  const part = oneof(constantFrom('扬尘', "a'b", '\\', '%_', '𠮷', 'ＰＭ２.５ 超标', ''), string({ unit: 'grapheme', maxLength: 12 }))
  await assert(
    asyncProperty(array(part, { maxLength: 5 }), async (parts) => {
      const text = searchText(parts.map((one) => one.replaceAll('\u0000', '')))
      await owner.query('truncate matter')
      await owner.query('insert into matter values ($1, $2, $3)', [text, formerVector(text), vectorText(text)])
      await owner.query(UPDATE)
      const { rows } = await owner.query<{ same: boolean }>('select search = wanted as same from matter')
      expect(rows, text).toEqual([{ same: true }])
    }),
  )
  await owner.query('drop table matter')
})
