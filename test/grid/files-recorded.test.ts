import { beforeAll, expect, test } from 'vitest'
import { keyOf } from './bodies.ts'
import { SEATS, dueOf, send } from './cells.ts'
import { MUST_CHANGE, type World, gridWorld } from './world.ts'

let world: World
beforeAll(async () => {
  world = await gridWorld()
})

/** Pictures drawn for a page are not files that leave (decision 0035); their originals are. */
const PART_OF_A_PAGE = ['get /evidence/:evidenceId/picture']

test('每个发出文件的接口都声明记作什么，取一次就记一次：谁、哪份、多大、散列', async () => {
  const files = world.app.endpoints.filter((e) => e.answers === 'file')
  expect(files.length).toBeGreaterThan(8)
  expect(files.filter(({ recorded }) => !recorded).map(keyOf)).toEqual(PART_OF_A_PAGE)
  for (const e of files.filter(({ recorded }) => recorded))
    for (const seat of SEATS) {
      const cell = { e, seat, target: 'own' } as const
      if (seat === undefined || seat === MUST_CHANGE || dueOf(cell) !== 'there') continue
      const { rows: before } = await world.owner.query<{ id: string }>('select coalesce(max(id), 0) as id from district.event')
      const reply = await send(world, cell)
      const { rows } = await world.owner.query<{ act: string; facts: Record<string, unknown> }>(
        "select act, origin -> 'facts' as facts from district.event where id > $1 order by id",
        [before[0]?.id],
      )
      expect([keyOf(e), seat, reply.status, rows.map(({ act }) => act)]).toEqual([keyOf(e), seat, 200, [e.recorded]])
      expect(rows[0]?.facts).toMatchObject({ title: e.title, bytes: reply.bytes.length })
    }
})

test('不声明发文件的接口，答复里没有文件', async () => {
  for (const e of world.app.endpoints.filter(({ method, answers }) => method === 'get' && answers !== 'file')) {
    const cell = SEATS.map((seat) => ({ e, seat, target: 'own' }) as const).find(
      (one) => one.seat !== MUST_CHANGE && dueOf(one) === 'there',
    )
    if (!cell) throw new Error(`nobody may ${keyOf(e)}`)
    const { headers, status } = await send(world, cell)
    expect([keyOf(e), status, headers['content-disposition'], headers['content-type']]).toEqual([
      keyOf(e),
      200,
      undefined,
      'application/json; charset=utf-8',
    ])
  }
})
