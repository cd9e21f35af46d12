import { expect, test } from 'vitest'
import { isAdminRole } from '#kernel/roles.ts'
import { roleOf } from '../people.ts'
import { reportFigure } from '../proofs/figures.ts'
import { holesOf, keyOf } from './bodies.ts'
import { type Answer, type Cell, OBJECTS, SEATS, cellsOf, dueOf, fits, send, sendWith, visiblePart } from './cells.ts'
import { EXPECTED } from './expected.ts'
import { MUST_CHANGE, WORDS, gridWorld } from './world.ts'

/** Refused requests first, then what reads, then what changes things, at last what ends accounts and sessions. */
const orderOf = (cell: Cell) => {
  if (dueOf(cell) !== 'there') return 0
  if (cell.e.method === 'get') return 1
  if (cell.e.path === '/session/logout') return 4
  return cell.e.path.startsWith('/org/') ? 3 : 2
}
const nameOf = ({ e, seat, target }: Cell) => `${seat ?? 'nobody'} ${keyOf(e)} ${target}`
const isAdmin = ({ seat }: Cell) => seat !== undefined && seat !== MUST_CHANGE && isAdminRole(roleOf(seat))

test('接口×角色×本单位、下级、他人、没有、不成样子：没有一格出乎意料，他人的与没有的分不出，三员看不到业务', async () => {
  const world = await gridWorld()
  expect(world.app.endpoints.map(keyOf).toSorted()).toEqual([...EXPECTED.keys()].toSorted())
  const cells = cellsOf(world.app.endpoints).toSorted((a, b) => orderOf(a) - orderOf(b))
  const [unexpected, business, missing]: [string[], string[], Map<string, string>] = [[], [], new Map()]
  const pairs: { readonly name: string; readonly visiblePart: string; readonly of: string }[] = []
  const look = (cell: Cell, reply: Answer) => {
    const due = dueOf(cell)
    if (!fits(due, cell, reply)) unexpected.push(`${nameOf(cell)}: ${due}, got ${reply.status} ${JSON.stringify(reply.json).slice(0, 200)}`)
    if (isAdmin(cell) && WORDS.some((word) => reply.bytes.includes(word))) business.push(nameOf(cell))
    if (due !== 'not found') return
    const of = `${cell.seat} ${keyOf(cell.e)}`
    if (cell.target === 'missing') missing.set(of, visiblePart(reply))
    else pairs.push({ name: nameOf(cell), visiblePart: visiblePart(reply), of })
  }
  for (const cell of cells) look(cell, await send(world, cell))
  expect.soft(unexpected).toEqual([])
  expect.soft(business).toEqual([])
  expect.soft(pairs.filter((pair) => pair.visiblePart !== missing.get(pair.of)).map(({ name }) => name)).toEqual([])
  expect.soft(pairs.length).toBeGreaterThan(130)
  reportFigure('grid', `${cells.length} 格，${unexpected.length} 格出乎意料；他人的与没有的 ${pairs.length} 对`, unexpected.length === 0)
})

test('地址里两样东西不是一处的：自己的问题配别人的措施、记录、所见，与不存在的一样', async () => {
  const world = await gridWorld()
  const two = world.app.endpoints.filter((e) => holesOf(e).filter((name) => OBJECTS[name] === 'matter' || name === 'seal').length > 1)
  expect(two.length).toBeGreaterThan(2)
  for (const e of two)
    for (const seat of SEATS) {
      const cell = { e, seat, target: 'own' } as const
      if (dueOf(cell) !== 'there') continue
      const own = world.idsFor(seat, 'own')
      const mixed = (target: 'foreign' | 'missing') => ({ ...world.idsFor(seat, target), problemId: own['problemId'] ?? '' })
      const [foreign, none] = [await sendWith(world, cell, mixed('foreign')), await sendWith(world, cell, mixed('missing'))]
      expect([nameOf(cell), visiblePart(foreign)]).toEqual([nameOf(cell), visiblePart(none)])
      expect([nameOf(cell), foreign.status < 300]).toEqual([nameOf(cell), false])
    }
})
