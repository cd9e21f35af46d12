import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ledgerServer } from '#test/problems-fixture.ts'

type Case = {
  readonly name: string
  readonly matters: readonly { readonly no: string; readonly wording: string; readonly remark: string | null }[]
  readonly q: string
  /** Numbers found, best first, those of equal rank together; 400: refused. */
  readonly expect: readonly (readonly string[])[] | 400
}
/** Written from the rule alone, by somebody who had not seen the search. */
const CASES = JSON.parse(readFileSync('test/fixtures/search-more.json', 'utf8')) as Case[]

test.each(CASES)('搜索：$name', async ({ matters, q, expect: expected }) => {
  const { as } = await ledgerServer(matters)
  const { status, json } = await as('officer').get(`/matters/search?q=${encodeURIComponent(q)}`)
  const nos = ((json['rows'] ?? []) as { no: string }[]).map(({ no }) => no)
  const ends = expected === 400 ? [] : expected.map((_, i) => expected.slice(0, i + 1).flat().length)
  const ranks = ends.map((end, i) => nos.slice(ends[i - 1] ?? 0, end).toSorted())
  expect([status, nos.length, ranks]).toEqual(
    expected === 400 ? [400, 0, []] : [200, expected.flat().length, expected.map((rank) => rank.toSorted())],
  )
})
