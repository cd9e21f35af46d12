import { mkdtempSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Client, Pool } from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { refreshComputed } from '#features/problems/server/problems.queries.ts'
import { write } from '#platform/db.ts'
import { makeDistrict } from '../bench/district.ts'
import { fillTo } from '../bench/fill.ts'
import { FLOOR_OPTIONS, floorServer } from '../bench/baseline/server.ts'
import { refuseOtherAnswer } from '../bench/same-answer.ts'
import type { Scenario } from '../bench/load.ts'
import { scenariosOf } from '../bench/scenarios.ts'
import { buildApp } from '../src/app/build-app.ts'
import { district, emptyDatabase } from './database.ts'

const CODE = '1111-2222-3333'
const PROBLEMS = 200
const KINDS = ['list', 'counts', 'problem page', 'search, 2 characters', 'edit with event', 'transition (apply)', 'upload of a photograph']
let world: Awaited<ReturnType<typeof makeWorld>>

/** The product and the floor of the bench, each on a port, over one database of a few problems. */
async function makeWorld() {
  const { db, owner } = await emptyDatabase()
  const { connectionString } = owner.options
  const files = mkdtempSync(join(inject('scratch'), 'bench-'))
  const app = buildApp({ db, clock: () => new Date(), files, schema: district, setupCode: CODE })
  const product = await app.http.listen({ port: 0, host: '127.0.0.1' })
  const pool = new Pool({ connectionString, max: 4, options: FLOOR_OPTIONS })
  const server = floorServer({ pool, files: join(files, 'floor') })
  const floor = await listening(server)
  const admin = new Client({ connectionString, options: FLOOR_OPTIONS })
  await admin.connect()
  const place = await makeDistrict(product, CODE)
  await fillTo(db, district, place, 0, PROBLEMS)
  const scenarios = await scenariosOf(admin, place, (ids) => write(db, district, (tx) => refreshComputed(tx, ids)))
  const close = async () => {
    server.closeAllConnections()
    server.close()
    await Promise.all([app.http.close(), pool.end(), admin.end()])
  }
  return { product, floor, admin, scenarios, close }
}

const listening = (server: Server) =>
  new Promise<string>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)),
  )

beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.close())

const named = (name: string) => world.scenarios.filter((scenario) => scenario.name === name)
const refuseOther = (scenario: Scenario) => refuseOtherAnswer(scenario, world, world.admin)

it.each(KINDS)('测速用的手写底线与产品给出同样的结果：%s', async (name) => {
  for (const scenario of named(name)) await refuseOther(scenario)
})

it('七类请求都比过，没有漏下的', () => {
  expect(new Set(world.scenarios.map(({ name }) => name))).toEqual(new Set(KINDS))
})
