import { randomUUID } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import sharp from 'sharp'
import { beforeEach, expect, test } from 'vitest'
import { type Stage, findings, idOf, ok, provedProblem } from '#test/closeout/closeout-stage-fixture.ts'
import { district } from '#test/database.ts'
import { read } from '#platform/db.ts'
import { pathOfFile } from '#platform/files.ts'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { registeredFiles, unsoundFiles } from './verify-files.ts'

let stage: Stage & { id: MatterId }
const behindTheBack = async (statement: string) =>
  stage.owner.query(`set session_replication_role = replica; set search_path to district, shared; ${statement}`)
const messagesOf = async (check: string) =>
  (await findings(stage)).filter((finding) => finding.check === check).map(({ message }) => message)

beforeEach(async () => {
  stage = await provedProblem()
})

const VERIFIED = "closeout_entry where act = 'verification'"
test.each([
  ['销号卷没有办结', 'update closeout set closed_on = null', ['已销号，但没有本轮办结的销号卷']],
  [
    '认可的佐证已撤下',
    'update evidence set taken_down_at = now() where id in (select evidence_id from measure_evidence e join measure m on m.id = e.measure_id where m.no = 2)',
    ['已销号，但措施 2 没有经现场核查认可、现在仍在的佐证'],
  ],
  ['关联已取消', 'update measure_evidence set removed_at = now()', ['已销号，但措施 1、2 没有经现场核查认可、现在仍在的佐证']],
  [
    '核查意见已失效',
    "update closeout_entry set voided_at = now() where act = 'verification'",
    ['已销号，但措施 1、2 没有经现场核查认可、现在仍在的佐证', '已销号，但没有有效的现场核查'],
  ],
  ['措施都没了', 'update measure set removed_on = now()', ['已销号，但没有整改措施']],
])('销号之后动手脚：%s', async (_, statement, expected) => {
  ok(await stage.bringTo(stage.id, 'filing'))
  expect(await findings(stage)).toEqual([])
  await behindTheBack(statement)
  expect(await messagesOf('closure')).toEqual(expected)
})

test('直接改成已销号：没有卷；核查人后来成了办理人：点名', async () => {
  await behindTheBack(`update matter set state = 'closed' where id = '${stage.id}'`)
  expect(await messagesOf('closure')).toEqual(['已销号，但没有本轮办结的销号卷'])
  await behindTheBack(`update matter set state = 'open' where id = '${stage.id}'`)
  ok(await stage.bringTo(stage.id, 'filing'))
  await behindTheBack(`update progress_report set person_id = '${idOf('verifier')}'`)
  expect(await messagesOf('closure')).toEqual(['已销号，但verifier甲既办理又核查'])
  await behindTheBack(`update ${VERIFIED.replace(' where', " set facts = '{}' where")}`)
  expect(await messagesOf('closure')).toContain('已销号，但没有有效的现场核查')
})

test('完成日期与措施不符；措施的最后日期与规则不符', async () => {
  await behindTheBack(`update matter set done_on = '2026-01-01' where id = '${stage.id}'`)
  expect(await messagesOf('done')).toEqual(['完成日期与各项措施的完成日期不符'])
  await behindTheBack(`update measure set deadline_raw = '立行立改', due_on = '2030-01-01' where no = 1`)
  expect(await messagesOf('due')).toEqual(['措施的最后日期与时限规则算出的不符'])
})

test('佐证原件：缺失、长短不符、内容被换，逐份点名；完好的不说', async () => {
  const upload = async (color: string) => {
    const bytes = await sharp({ create: { width: 9, height: 9, channels: 3, background: color } })
      .png()
      .toBuffer()
    return (await stage.as('outsider').upload(`/matters/${stage.id}/evidence?name=${color.slice(1)}.png`, bytes)).json as {
      id: string
      hash: string
    }
  }
  await behindTheBack('delete from evidence')
  const [gone, short, other] = [await upload('#111111'), await upload('#222222'), await upload('#333333')]
  await upload('#444444')
  const faults = async () => unsoundFiles(stage.files, await read(stage.db, district, registeredFiles))
  expect(await faults()).toEqual([])
  rmSync(pathOfFile(stage.files, gone.hash))
  writeFileSync(pathOfFile(stage.files, short.hash), randomUUID())
  const { rows } = await stage.owner.query<{ n: number }>('select file_bytes as n from district.evidence where id = $1', [other.id])
  writeFileSync(pathOfFile(stage.files, other.hash), Buffer.alloc(rows[0]?.n ?? 0))
  const found = new Map((await faults()).map(({ where, message }) => [where, message]))
  expect(found.size).toBe(3)
  expect(found.get(`evidence ${gone.id}`)).toContain('不在文件夹中')
  expect(found.get(`evidence ${short.id}`)).toContain('是 36 字节')
  expect(found.get(`evidence ${other.id}`)).toContain('校验码不符')
})
