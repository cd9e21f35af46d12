import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { type District, post, setUp } from './district.ts'
import { ROWS, handIn, leftBy, leftWithoutOne, untilImported } from './imports.ts'
import { type Served, bihuan, ownFolder, serve } from './installation.ts'
import { bringAgain, fileOf, unknownTo, uploadOn, uploaded, withoutFile } from './uploads.ts'

const KILLS = 20
const { data, end } = ownFolder('kill')
afterAll(end)

/**
 * Kills the program while an import and uploads are under way: photos flow on two lanes without a pause from before the import is
 * confirmed. Both were caught if the import was not over and at least one upload was cut off.
 */
async function killAmidst({ url, kill }: Served, district: District, file: string, { after = 0, database = false }) {
  const uploads = uploadOn(url, district)
  await uploads.flowing
  let isAccepted = false
  const confirmed = post(url, `/intake/${file}/commit`, district.officers[0]).then(
    () => {
      isAccepted = true
      return untilImported(url, district, file)
    },
    () => undefined,
  )
  const early = await Promise.race([sleep(after), confirmed])
  const [{ answered, cutOff }] = await Promise.all([uploads.end(), kill(database)])
  const isConfirmed = (await confirmed) !== undefined
  return { answered, cutOff, isAccepted, isConfirmed, caught: !isConfirmed && cutOff.length > 0, early: early !== undefined }
}

const TITLE =
  '导入和上传途中 kill -9，二十次：行要么全在要么全无，重启后接着导完，每份只导一次；佐证都有完整的文件，应答过的都在；最后核对一致'
test(TITLE, async () => {
  let server = await serve(data, { first: true })
  const district = await setUp(data, server)
  await server.stop() // leaves the compiled program behind for the starts to come
  server = await serve(data)

  // Two officers confirm the same file at the same moment: it is imported once.
  const whole = await handIn(server.url, district, 0)
  const first = uploadOn(server.url, district)
  await first.flowing
  const began = performance.now()
  const both = await Promise.all(district.officers.map((one) => post(server.url, `/intake/${whole}/commit`, one)))
  await untilImported(server.url, district, whole)
  let takes = performance.now() - began
  const answered = [...(await first.end()).answered]
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  expect(new Set(both.map(({ json }) => json['job'])).size).toBe(1)
  expect(await leftBy(data, whole)).toBe('all')

  const cutOff: Buffer[] = []
  const outcomes: unknown[] = []
  // A round in which not both were caught does not count, and another is made.
  for (let tries = 1; outcomes.length < KILLS; tries += 1) {
    expect(tries).toBeLessThanOrEqual(3 * KILLS)
    const file = await handIn(server.url, district, tries)
    const after = (takes * (outcomes.length + Math.random())) / KILLS // one moment in each twentieth of the time it takes
    const round = await killAmidst(server, district, file, { after, database: tries % 2 === 0 })
    server = await serve(data)
    const outcome = await leftBy(data, file)
    expect(round.isConfirmed ? ['all'] : ['all', 'none']).toContainEqual(outcome)
    // What was put in and cut off is done by the next start, nobody asks for it.
    const job = await untilImported(server.url, district, file)
    expect(await leftBy(data, file)).toBe(job ? 'all' : 'none')
    if (round.isAccepted) expect(job?.state).toBe('done')
    answered.push(...round.answered)
    cutOff.push(...round.cutOff)
    if (round.caught) outcomes.push(outcome)
    if (round.early) takes *= 0.9 // faster than it was the first time
  }
  expect(outcomes).toContain('none')

  const stored = await uploaded(data)
  expect(withoutFile(data, stored.rows)).toEqual([])
  expect(answered.filter((hash) => !stored.hashes.has(hash))).toEqual([])
  expect(stored.events).toBe(stored.rows.length)
  const lost = unknownTo(stored.hashes, cutOff)
  expect(lost.length).toBeGreaterThan(0)
  for (const photo of lost.slice(-4)) expect(await bringAgain(server.url, district, photo)).toBe(200)

  // Would half an import be noticed? One row taken away is.
  expect(await leftBy(data, whole)).toBe('all')
  expect(await leftWithoutOne(data, whole)).toMatchObject({ state: 'committed', measures: ROWS - 1 })

  await server.stop()
  const clean = await bihuan('verify', '--data', data)
  expect(clean.printed).toContain('核对一致')
  expect(clean.code).toBe(0)

  // Would a row without its bytes be noticed? One file taken away is.
  for (const row of stored.rows.slice(0, 1)) rmSync(fileOf(data, row))
  expect(withoutFile(data, stored.rows)).toEqual(stored.rows.slice(0, 1))
})
