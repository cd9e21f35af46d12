import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { reportFigure } from '#test/proofs/figures.ts'
import { runs } from '../full.ts'
import { type Done, actOn, lostOf, problemsIn } from './acts.ts'
import { setUp } from './district.ts'
import { bihuan, ownFolder, serve } from './installation.ts'

const KILLS = runs(10, 10, 50)
const LONGEST_MS = 400
const { data, end } = ownFolder('acts')
afterAll(end)

test('办理途中反复 kill -9，一半连数据库一起：应答过的每一件都在，每件恰有一条记录，最后核对一致', async () => {
  let server = await serve(data, { first: true })
  const district = await setUp(data, server)
  const done: Done[] = []
  let cutOff = 0
  for (let kill = 0; kill < KILLS; kill += 1) {
    const acts = actOn(server.url, district)
    await acts.flowing
    await sleep((LONGEST_MS * ((kill * 37) % KILLS)) / KILLS) // the moments of the kills are spread, each once
    const [round] = await Promise.all([acts.end(), server.kill(kill % 2 === 1)])
    done.push(...round)
    cutOff += round.filter(({ status }) => status === undefined).length
    server = await serve(data)
  }
  const there = await problemsIn(data)
  const lost = lostOf(done, there)
  const answered = done.filter(({ status }) => status === 200).length
  expect(done.filter(({ status }) => status !== 200 && status !== undefined)).toEqual([])
  expect(cutOff).toBeGreaterThan(0)
  expect([...there.values()].filter((events) => events !== 1)).toEqual([])
  // Would a lost one be noticed? One that never was is.
  expect(lostOf([{ wording: '没有办过', status: 200 }], there)).toHaveLength(1)
  await server.stop()
  const verified = await bihuan('verify', '--data', data)
  expect(verified.printed).toContain('核对一致')
  reportFigure('kill-acts', `kill -9 ${KILLS} 次，应答 ${answered} 件，丢失 ${lost.length} 件，切断 ${cutOff} 件`, lost.length === 0)
})
