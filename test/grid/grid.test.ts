import { expect, test } from 'vitest'
import { type Cell, cellsOf, dueOf, fits, send } from './cells.ts'
import { keyOf } from './bodies.ts'
import { EXPECTED } from './expected.ts'
import { gridWorld } from './world.ts'

/** Refused requests first, then what reads, then what changes things, at last what ends accounts and sessions. */
const orderOf = (cell: Cell) => {
  if (dueOf(cell) !== 'there') return 0
  if (cell.e.method === 'get') return 1
  if (cell.e.path === '/session/logout') return 4
  return cell.e.path.startsWith('/org/') ? 3 : 2
}
const nameOf = ({ e, seat, target }: Cell) => `${seat ?? 'nobody'} ${keyOf(e)} ${target}`

test('接口×角色×本人、下级、他人、没有、不成样子：没有一格出乎意料', async () => {
  const world = await gridWorld()
  expect(world.app.endpoints.map(keyOf).toSorted()).toEqual([...EXPECTED.keys()].toSorted())
  const cells = cellsOf(world.app.endpoints).toSorted((a, b) => orderOf(a) - orderOf(b))
  const unexpected: string[] = []
  for (const cell of cells) {
    const due = dueOf(cell)
    const reply = await send(world, cell)
    if (!fits(due, cell, reply)) unexpected.push(`${nameOf(cell)}: ${due}, got ${reply.status} ${JSON.stringify(reply.json).slice(0,160)}`)
  }
  console.log(cells.length)
  expect(unexpected).toEqual([])
}, 300000)
