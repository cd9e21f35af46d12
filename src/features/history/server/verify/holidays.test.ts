import { expect, test } from 'vitest'
import { emptyDatabase } from '#test/database.ts'
import { SHIPPED_HOLIDAYS, holidayDigest } from './verify-tables.views.ts'

test('程序自带的放假安排：记着的校验值就是迁移写进数据库的', async () => {
  const { owner } = await emptyDatabase()
  const { rows } = await owner.query<{ year: number; days: string[] }>(
    "select year, array_agg(day || ' ' || kind || ' ' || name order by day) as days from shared.holiday group by year order by year",
  )
  expect(Object.fromEntries(rows.map(({ year, days }) => [year, holidayDigest(days)]))).toEqual(SHIPPED_HOLIDAYS)
})
