import { Client } from 'pg'
import { expect, test, vi } from 'vitest'
import { ALL, declaredProblem, lookbackServer } from '#test/lookback-fixture.ts'

test('一万项一次列入，语句数与一项相同，只是办理记录每千条一句', async () => {
  const counted: number[] = []
  for (const size of [1, 10_000]) {
    const server = await lookbackServer(Array.from({ length: size }, (_, i) => declaredProblem({ wording: `第${i}处`, no: `旧-${i}` })))
    const query = vi.spyOn(Client.prototype, 'query')
    const { json } = await server.start(ALL, size)
    counted.push(query.mock.calls.length)
    query.mockRestore()
    expect(json['items']).toBe(size)
  }
  // events are recorded by the thousand: of the campaign and of each item
  expect(counted[1]).toBe((counted[0] ?? 0) + Math.ceil(10_001 / 1000) - 1)
})
