import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { district } from '#test/database.ts'
import { enter, recordPeople } from '#test/problem-factory.ts'
import { personOf } from '#test/people.ts'
import { testServer } from '#test/server.ts'
import { sealNew } from '../seal.jobs.ts'
import { verified as verifiedBy } from '#test/verify.ts'
import type { Checkpoint } from '../../domain/checkpoint-line.ts'

const NOW = new Date('2026-11-23T10:00:00+08:00')
let server: Awaited<ReturnType<typeof testServer>>
let problems: string[]

beforeEach(async () => {
  server = await testServer()
  await recordPeople(server.db, NOW)
  problems = await enter(server.db, NOW, [['清理河道垃圾', { measures: ['打捞', '建立巡河制度'] }], ['关停小作坊'], ['补齐台账']])
  await sealNew(server.db, district)
})

/** As somebody with the database's own password would: around the program, past the triggers. */
async function behindTheBack(statements: string) {
  await server.owner.query(`set session_replication_role = replica; set search_path to district, shared; ${statements}`)
}
const verified = (checkpoints: readonly Checkpoint[] = []) => verifiedBy(server.db, checkpoints)
const found = async (checkpoints: readonly Checkpoint[] = []) =>
  (await verified(checkpoints)).findings.map(({ check, where }) => `${check} ${where}`)

test('没有动过手脚的区：一处不符也没有，事件全部入链', async () => {
  expect(await verified()).toMatchObject({ events: 4, sealed: 4, unsealed: 0, problems: 3, findings: [] })
})

test('后来加的列，原来的记录里没有：空着不算不符，填了却没有记录的算', async () => {
  await server.owner.query('alter table district.problem add column later text')
  try {
    expect(await found()).toEqual([])
    await behindTheBack(`update problem set later = '改过' where matter_id = '${problems[0] ?? ''}'`)
    expect(await found()).toEqual([`receipt problem ${problems[0] ?? ''}`])
  } finally {
    await server.owner.query('alter table district.problem drop column later')
  }
})

test('还没入链的记录只报数，不算不符', async () => {
  await enter(server.db, NOW, [['新问题']])
  expect(await verified()).toMatchObject({ events: 5, sealed: 4, unsealed: 1, findings: [] })
})

test.each([
  "act = 'problem.other'",
  'actor_id = null',
  "at = at - interval '1 second'",
  "reason = '改过'",
  'subject = gen_random_uuid()',
  "request = 'x'",
])('改动一条记录的 %s：指出是哪一条', async (change) => {
  await behindTheBack(`update event set ${change} where id = 2`)
  expect(await found()).toContain('event-hash event 2')
})

test('改动记录里的内容并重算散列：链断', async () => {
  await behindTheBack(`update event set hash = encode(sha256('x'), 'hex') where id = 3`)
  expect(await found()).toEqual(expect.arrayContaining(['event-hash event 3', 'chain seal 3']))
})

test('删掉中间一环、删掉一条记录：都指出断在哪里', async () => {
  await behindTheBack('delete from event_seal where seq = 2')
  expect(await found()).toContain('chain seal 3')
  await behindTheBack('delete from event where id = 4')
  expect(await found()).toContain('chain seal 4')
})

const REWRITTEN = `delete from event_seal;
  insert into event_seal (seq, event_id, chain)
  with recursive link(n, id, chain) as (
    select 1::bigint, id, encode(sha256(convert_to(hash, 'UTF8')), 'hex') from event where id = (select min(id) from event)
    union all
    select n + 1, e.id, encode(sha256(convert_to(chain || e.hash, 'UTF8')), 'hex') from link join event e on e.id = (select min(id) from event where id > link.id)
  ) select * from link`

test('删一条记录再把链整个重写：链自身完好，存照指出被改写；数据行也对不上', async () => {
  const { rows } = await server.owner.query<Checkpoint>(
    'select s.seq::text, s.chain from district.event_seal s order by s.seq desc limit 1',
  )
  await behindTheBack(`delete from event where id = 2; ${REWRITTEN}`)
  expect(await found()).toEqual([
    expect.stringContaining('receipt matter '),
    expect.stringContaining('receipt responsibility '),
    expect.stringContaining('receipt problem '),
    expect.stringContaining('receipt measure '),
    expect.stringContaining('receipt measure '),
  ])
  expect(await found(rows)).toContain(`checkpoint seal ${rows[0]?.seq}`)
})

test('截掉链尾：存照指出', async () => {
  const { rows } = await server.owner.query<Checkpoint>(
    'select s.seq::text, s.chain from district.event_seal s order by s.seq desc limit 1',
  )
  await behindTheBack('delete from event_seal where seq = 4; delete from event where id = 4')
  expect(await found(rows)).toContain('checkpoint seal 4')
})

test.each([
  ['改一行', (id: string) => `update problem set target = '改过' where matter_id = '${id}'`, (id: string) => `receipt problem ${id}`],
  ['改标题', (id: string) => `update matter set title = '改过' where id = '${id}'`, (id: string) => `receipt matter ${id}`],
  ['改措施', (id: string) => `update measure set text = '改过' where problem_id = '${id}' and no = 1`, () => 'receipt measure '],
  [
    '加一个责任单位',
    (id: string) =>
      `insert into responsibility (id, matter_id, part, unit_id, from_on) select gen_random_uuid(), '${id}', 'co', id, '2026-01-01' from unit limit 1`,
    () => 'receipt responsibility ',
  ],
  ['删一个责任单位', (id: string) => `delete from responsibility where matter_id = '${id}'`, () => 'receipt responsibility '],
  ['改人员', () => `update person set phone = '1' where id = '${personOf('officer')}'`, () => `receipt person ${personOf('officer')}`],
  [
    '停用账号',
    () => `update account set disabled_at = now() where person_id = '${personOf('officer')}'`,
    () => `receipt account ${personOf('officer')}`,
  ],
  ['改进度', (id: string) => `update problem set measures_done = 2 where matter_id = '${id}'`, (id: string) => `computed problem ${id}`],
  ['改缺项', (id: string) => `update problem set missing = '{}' where matter_id = '${id}'`, (id: string) => `computed problem ${id}`],
  [
    '改牵头单位列',
    (id: string) => `update problem set lead_unit_id = null where matter_id = '${id}'`,
    (id: string) => `computed problem ${id}`,
  ],
  ['删一个参与人', (id: string) => `delete from participant where matter_id = '${id}'`, (id: string) => `participant matter ${id}`],
  [
    '加一个参与人',
    (id: string) =>
      `insert into participant (matter_id, person_id, because) values ('${id}', '${personOf('supervisor')}', 'responsibility')`,
    (id: string) => `participant matter ${id}`,
  ],
  ['改上级事项', (id: string) => `update matter set parent_id = '${id}' where id = '${id}'`, (id: string) => `computed problem ${id}`],
  [
    '改来源文件名',
    (id: string) => `update problem set intake_file = '别的.xlsx' where matter_id = '${id}'`,
    (id: string) => `computed problem ${id}`,
  ],
  ['改最后日期', (id: string) => `update matter set due_on = '2030-01-01' where id = '${id}'`, (id: string) => `due problem ${id}`],
] as const)('绕过系统%s：指出是哪一行', async (_, change, expected) => {
  const id = problems[0] ?? ''
  await behindTheBack(change(id))
  expect((await found()).some((finding) => finding.startsWith(expected(id)))).toBe(true)
})

test('导入回执与逐行记录对不上：指出是哪份文件', async () => {
  const id = randomUUID()
  await behindTheBack(`insert into intake (id, file_name, file_hash, file_bytes, state, receipt, person_id, created_at)
    values ('${id}', '台账.xlsx', 'x', 1, 'committed', '{"read": 2, "added": 2, "updated": 0, "unchanged": 0, "refused": 0}', '${personOf('officer')}', now());
    insert into intake_row (intake_id, seq, sheet, row, outcome, raw) values ('${id}', 0, 'Sheet1', 3, 'added', '{}')`)
  expect(await found()).toContain(`intake intake ${id}`)
  await behindTheBack(`insert into intake_row (intake_id, seq, sheet, row, outcome, raw) values ('${id}', 1, 'Sheet1', 4, 'added', '{}')`)
  expect(await found()).not.toContain(`intake intake ${id}`)
})
