import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exportJob, REPORT_KINDS } from '#features/reports/reports.contract.ts'
import { canariesIn, importedInto, searchedTables } from '../complainants/canaries.ts'
import { SEAT_NAMES, personOf } from '../people.ts'
import { queuedServer } from '../queue.ts'
import { textsIn } from './texts-in.ts'

const SEATS = ['officer', 'supervisor', 'handler'] as const
const WORDING = '东沟河三处雨污混接'

test('后台导出：每一种、几个角色的文件、任务行、磁盘上都没有举报人信息，别人取不到', async () => {
  const { as, owner, files, open, runJob } = await importedInto(await queuedServer())
  await open()
  const found: string[] = []
  let withWording = 0
  for (const seat of SEATS)
    for (const report of REPORT_KINDS) {
      const id = await runJob(exportJob.name, { person: personOf(seat), about: report, input: { report, filter: {} } })
      for (const other of SEAT_NAMES) {
        const { status, bytes } = await as(other).get(`/reports/exports/${id}/file`)
        expect(status === 200, `${other} fetches what ${seat} exported`).toBe(other === seat)
        const text = textsIn(bytes)
        withWording += Number(text.includes(WORDING))
        found.push(...canariesIn(text).map((what) => `${seat} ${report} ${other} ${what}`))
      }
      // what one begins by the door: its answer and what it leaves
      found.push(...canariesIn((await as(seat).post(`/reports/exports/${report}`)).bytes.toString('utf8')))
    }
  expect(withWording).toBeGreaterThanOrEqual(2 * REPORT_KINDS.length) // what is public is found by the same way of looking
  const folder = join(files, 'exports')
  const onDisk = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile())
  expect(onDisk.length).toBeGreaterThan(0)
  found.push(...onDisk.flatMap(({ name, parentPath }) => canariesIn(textsIn(readFileSync(join(parentPath, name))))))
  expect(found).toEqual([])
  const { rows } = await owner.query<{ n: number }>('select count(*)::int as n from pgboss.job')
  expect(rows[0]?.n).toBeGreaterThanOrEqual(SEATS.length * REPORT_KINDS.length)
  expect(await searchedTables(owner)).toEqual([]) // the queue's tables among them
})
