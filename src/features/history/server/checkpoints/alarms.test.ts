import { mkdirSync, mkdtempSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, inject, test } from 'vitest'
import { queryRows, read } from '#platform/db.ts'
import { district, emptyDatabase } from '#test/database.ts'
import { checkpointNotes } from './checkpoint-notes.ts'
import { clockWatch } from './clock-watch.ts'

const checkpoint = (seq: string) => ({ seq, chain: seq.padStart(64, '0') })
const signer = { signed: (plain: object) => ({ ...plain, key: 'k', sign: 's' }) } as never

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 23, 2, minutes))
const lines = (file: string) => readFileSync(file, 'utf8').trim().split('\n').length

test('时钟拨回：报警并记入；不到一分钟的校准不报；拨回之后不再重复', async () => {
  const { db } = await emptyDatabase()
  const alarms: string[] = []
  const watch = clockWatch(db, district, ({ message }) => void alarms.push(message))
  watch.from(at(30))
  for (const minute of [29.5, 31, 40, 10, 11, 12]) await watch.look(new Date(Date.UTC(2026, 10, 23, 2) + minute * 60_000))
  expect(alarms).toEqual([expect.stringMatching(/由 .*10:40 拨回到 .*10:10.*请核对服务器时间/u)])
  const events = await read(db, district, (tx) =>
    queryRows<{ reason: string }>(tx, sql`select reason from event where act = 'history.clock-back'`),
  )
  expect(events).toEqual([{ reason: expect.stringContaining('拨回到') }])
})

test('存照副本写不了：报警一次，自己的照写；盘挂回来以后接着写，再坏再报', async () => {
  const folder = mkdtempSync(join(inject('scratch'), 'copies-'))
  const own = join(folder, 'own.jsonl')
  const away = join(folder, 'share')
  const copy = join(away, 'copy.jsonl')
  const alarms: string[] = []
  const notes = checkpointNotes({ schema: district, signer, files: [own, copy], onError: ({ message }) => void alarms.push(message) })
  await notes.add(checkpoint('1'), new Date())
  await notes.add(checkpoint('2'), new Date())
  expect(alarms).toEqual([`存照写不到外部文件夹，请检查磁盘或共享是否已挂载：${copy}`])
  expect(lines(own)).toBe(2)
  mkdirSync(away)
  await notes.add(checkpoint('3'), new Date())
  expect([lines(own), lines(copy), alarms.length]).toEqual([3, 1, 1])
  renameSync(away, join(folder, 'unmounted'))
  await notes.add(checkpoint('4'), new Date())
  expect([lines(own), alarms.length]).toEqual([4, 2])
})
