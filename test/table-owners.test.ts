import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Each table has one writer; another room that wants a change calls the owner's *.queries. */
const OWNER: Readonly<Record<string, string>> = {
  problem: 'features/problems/server/problems.queries.ts',
  closeout_application: 'features/closeout/server/closeout.queries.ts',
  event: 'platform/commit.ts',
}
const WRITE = /(?:insertInto|updateTable|deleteFrom)\('(\w+)'\)/g

test('谁的表谁写', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.ts') && !f.endsWith('.test.ts'))
  const writes = files.flatMap((file) =>
    [...readFileSync(`src/${file}`, 'utf8').matchAll(WRITE)].map(([, table = '']) => ({ file, table })),
  )
  expect(writes.length).toBeGreaterThan(0)
  expect(writes.filter(({ file, table }) => OWNER[table] !== file)).toEqual([])
})
