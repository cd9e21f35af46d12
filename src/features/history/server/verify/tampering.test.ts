import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeEach, expect, inject, test } from 'vitest'
import { checkpointLine } from '../../domain/checkpoint-line.ts'
import { pathOfPicture } from '#features/evidence/server/pictures.ts'
import { committer } from '#platform/commit.ts'
import { participantSources } from '#platform/app.ts'
import { dayIn } from '#platform/clock.ts'
import { read } from '#platform/db.ts'
import { pathOfFile } from '#platform/files.ts'
import { ROOM_MODULES } from '../../../../app/rooms.ts'
import { district } from '#test/database.ts'
import { personOf } from '#test/people.ts'
import { enter, recordPeople } from '#test/problem-factory.ts'
import { testServer } from '#test/server.ts'
import { appendCheckpoint, checkpointFileIn, copyFileIn } from '../checkpoints/checkpoint-file.ts'
import { keyFileIn, openSigner } from '../checkpoints/signer.ts'
import { newestLink, sealNew } from '../seal.jobs.ts'
import { verifyAll } from './verify-all.ts'

const NOW = new Date('2026-11-23T10:00:00+08:00')
const LATER = new Date('2026-11-23T10:05:00+08:00')
const picture = (color: string) =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: color } })
    .jpeg()
    .toBuffer()

let stage: Awaited<ReturnType<typeof build>>
beforeEach(async () => void (stage = await build()))

/** A data folder with a copy of the checkpoints elsewhere, problems, a photograph, an imported file. */
async function build() {
  const server = await testServer()
  const { db, owner } = server
  const folder = mkdtempSync(join(inject('scratch'), 'tampered-'))
  const elsewhere = mkdtempSync(join(inject('scratch'), 'elsewhere-'))
  const intake = randomUUID()
  /** As somebody with the database's own password would: around the program, past the triggers. */
  const sql = (statements: string) =>
    owner.query(`set session_replication_role = replica; set search_path to district, shared; ${statements}`)
  await recordPeople(db, NOW)
  await sql(`insert into intake (id, file_name, file_hash, file_bytes, state, receipt, person_id, created_at)
    values ('${intake}', '台账.xlsx', 'x', 1, 'committed', '{"read": 2, "added": 2, "updated": 0, "unchanged": 0, "refused": 0}', '${personOf('officer')}', now());
    insert into intake_row (intake_id, seq, sheet, row, outcome, raw) select '${intake}', n, 'Sheet1', n + 3, 'added', '{"任务": "甲"}' from generate_series(0, 1) n`)
  const signer = await openSigner(db, district, folder, NOW)
  const [problem = ''] = await enter(db, NOW, [['清理河道垃圾', { measures: ['打捞'] }], ['关停小作坊']])
  const added = await server.as('officer').upload(`/matters/${problem}/evidence?name=a.jpg`, await picture('#345'))
  const evidence = String(added.json['id'])
  const { rows } = await owner.query<{ hash: string }>('select file_hash as hash from district.evidence')
  const hash = rows[0]?.hash ?? ''
  await sql('delete from session') // the stage opened them without a log-in
  const files = { own: checkpointFileIn(folder), copy: copyFileIn(elsewhere) }
  const note = async (at: Date, ...to: string[]) => {
    await sealNew(db, district)
    const link = await read(db, district, newestLink)
    if (!link) throw new Error('nothing is sealed')
    for (const file of to) await appendCheckpoint(file, signer.signed({ district, ...link, at: at.toISOString() }))
    return link
  }
  await note(NOW, files.own, files.copy)
  await enter(db, LATER, [['补齐台账']])
  const link = await note(LATER, files.own, files.copy)
  const line = checkpointLine(link, '2026-11-23 10:05')
  const verified = (options: { readonly files?: readonly string[]; readonly line?: string } = {}) =>
    verifyAll({
      db,
      schema: district,
      outside: { folder, files: options.files ?? Object.values(files), line: options.line },
      originals: server.files,
      sources: participantSources(ROOM_MODULES),
      today: dayIn(new Date()),
    })
  return { ...server, sql, folder, problem, evidence, intake, hash, checkpoints: files, note, line, verified }
}
type Stage = Awaited<ReturnType<typeof build>>

test('没有动过手脚：一处不符也没有；纸上的存照也对得上', async () => {
  const { findings, notes, checkpoints } = await stage.verified({ line: stage.line })
  expect({ findings, notes, checkpoints }).toEqual({ findings: [], notes: [], checkpoints: 2 })
})

/** Every event hashed anew as it now stands, the chain made anew over all of them. */
const HASHED = `update event set hash = encode(sha256(convert_to(rtrim(jsonb_build_array(
  to_char(event.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), event.actor_id, event.act, event.subject, event.reason, event.request)::text, ']')
  || ', ' || event.changes::text || ']', 'UTF8')), 'hex')`
const CHAINED = `delete from event_seal; insert into event_seal (seq, event_id, chain)
  with recursive link(n, id, chain) as (
    select 1::bigint, id, encode(sha256(convert_to(hash, 'UTF8')), 'hex') from event where id = (select min(id) from event)
    union all
    select n + 1, e.id, encode(sha256(convert_to(chain || e.hash, 'UTF8')), 'hex') from link join event e on e.id = (select min(id) from event where id > link.id)
  ) select * from link`
const REWRITTEN = `update event set reason = '改过' where id = 2; ${HASHED}; ${CHAINED}`

type Case = readonly [
  what: string,
  tamper: (stage: Stage) => unknown,
  found: RegExp,
  look?: (stage: Stage) => ReturnType<Stage['verified']>,
]
const CASES: readonly Case[] = [
  ['改一条记录的内容', ({ sql }) => sql(`update event set reason = '改过' where id = 2`), /event 2：.*内容被改动过/u],
  ['改内容并重算它的散列', ({ sql }) => sql(`update event set reason = '改过' where id = 2; ${HASHED}`), /seal 2：.*断开/u],
  ['删一条记录', ({ sql }) => sql('delete from event where id = 3'), /seal 3：.*断开/u],
  ['删中间一环', ({ sql }) => sql('delete from event_seal where seq = 2'), /seal 3：.*断开/u],
  [
    '调换两环',
    ({ sql }) =>
      sql(
        'update event_seal set event_id = 100 - event_id where seq in (2, 3); update event_seal set event_id = event_id - 95 where event_id > 90',
      ),
    /seal 2：.*断开/u,
  ],
  [
    '截掉链尾',
    ({ sql }) => sql('delete from event_seal where seq > 3; delete from event where id > 3'),
    /存照已到第 \d+ 环，数据库只到第 3 环/u,
  ],
  ['整个重写链', ({ sql }) => sql(REWRITTEN), /seal \d+：.*整体改写/u],
  [
    '整个重写链并清空本地存照',
    ({ sql, checkpoints }) => (writeFileSync(checkpoints.own, ''), sql(REWRITTEN)),
    /checkpoints\.jsonl：.*没有一条有签名的存照/u,
    ({ verified, checkpoints }) => verified({ files: [checkpoints.own] }),
  ],
  [
    '重写链、删掉本地存照和密钥',
    ({ sql, checkpoints, folder }) => (rmSync(checkpoints.own), rmSync(keyFileIn(folder)), sql(REWRITTEN)),
    /checkpoint-key\.pem：.*不在数据文件夹/u,
    ({ verified, checkpoints }) => verified({ files: [checkpoints.own] }),
  ],
  [
    '重写链、换一把密钥重签存照',
    async ({ sql, checkpoints, folder, db, note }) => {
      const copy = readFileSync(checkpoints.copy)
      rmSync(keyFileIn(folder))
      rmSync(checkpoints.own)
      const other = await openSigner(db, district, folder, LATER)
      await sql(
        `delete from event where act = 'history.checkpoint-key' and reason <> '${other.fingerprint}'; delete from checkpoint_key where fingerprint <> '${other.fingerprint}'; ${HASHED}; ${CHAINED}`,
      )
      await note(LATER, checkpoints.own)
      writeFileSync(checkpoints.copy, copy)
    },
    /bihuan-checkpoints\.jsonl:1：.*签名不对/u,
  ],
  [
    '换回旧的数据，本地存照也是旧的',
    ({ sql, checkpoints }) => {
      writeFileSync(checkpoints.own, `${readFileSync(checkpoints.own, 'utf8').split('\n')[0]}\n`)
      return sql('delete from event_seal where seq > 6; delete from event where id > 6')
    },
    /存照已到第 \d+ 环，数据库只到第 \d+ 环/u,
  ],
  ['重写链：凭纸上的一行存照', ({ sql }) => sql(REWRITTEN), /与纸上的存照不符/u, ({ verified, line }) => verified({ files: [], line })],
  [
    '改存照里的一条',
    ({ checkpoints }) => writeFileSync(checkpoints.own, readFileSync(checkpoints.own, 'utf8').replace('T02:05', 'T03:05')),
    /checkpoints\.jsonl:2：.*签名不对/u,
  ],
  [
    '补一条倒填日期的记录',
    async ({ db, note }) => {
      const at = new Date('2026-11-20T10:00:00+08:00')
      await committer(db, district, { person: personOf('officer'), request: 'r', at })(async () => ({
        events: [{ act: 'intake.add', subject: randomUUID(), rows: [] }],
        result: undefined,
      }))
      await note(LATER)
    },
    /event \d+：.*早于第 \d+ 环存照的时间/u,
  ],
  ['拆掉防改触发器', ({ owner }) => owner.query('alter table district.event disable trigger append_only'), /event：.*触发器被拆除/u],
  ['给程序账号改记录的权限', ({ owner }) => owner.query('grant update on district.event to bihuan_app'), /event：.*权限/u],
  ['改一行问题', ({ sql, problem }) => sql(`update problem set target = '改过' where matter_id = '${problem}'`), /problem .*不符/u],
  [
    '改密码',
    ({ sql }) => sql(`update account set password_hash = 'x' where person_id = '${personOf('officer')}'`),
    /account .*密码.*不符/u,
  ],
  ['启用停用的账号', ({ sql }) => sql(`update account set disabled_at = now() where person_id = '${personOf('head')}'`), /account .*不符/u],
  [
    '加一个角色',
    ({ sql }) => sql(`insert into duty select gen_random_uuid(), person_id, unit_id, 'officer', from_on from duty limit 1`),
    /duty .*绕过系统写入/u,
  ],
  ['改导入行的原文', ({ sql }) => sql(`update intake_row set raw = '{"任务": "乙"}' where seq = 1`), /intake .*逐行记录被改动/u],
  ['改检索文本', ({ sql, problem }) => sql(`update matter set search_text = '无' where id = '${problem}'`), /matter .*检索文本.*不符/u],
  ['清空检索索引', ({ sql, problem }) => sql(`update matter set search = '' where id = '${problem}'`), /matter .*检索索引.*不符/u],
  ['调休改成放假', ({ sql }) => sql(`update holiday set kind = 'off' where day = '2026-01-04'`), /holiday 2026：/u],
  ['加一年没有公布的放假安排', ({ sql }) => sql(`insert into holiday values ('2099-01-05', 'off', '元旦', 2099)`), /holiday 2099：/u],
  [
    '放进一个会话',
    ({ sql }) =>
      sql(
        `insert into session (token_hash, person_id, created_at, seen_at, expires_at, proven_at) values ('${'a'.repeat(64)}', '${personOf('officer')}', now(), now(), now(), now())`,
      ),
    /session a{16}：没有登录记录的会话/u,
  ],
  [
    '改一项设置',
    ({ sql }) => sql(`insert into setting (key, version, value) values ('desk.soon-days', 1, '99')`),
    /setting .*绕过系统写入/u,
  ],
  [
    '加一个参与人',
    ({ sql, problem }) =>
      sql(`insert into participant (matter_id, person_id, because) values ('${problem}', '${personOf('supervisor')}', 'responsibility')`),
    /matter .*参与人/u,
  ],
  ['直接改成已销号', ({ sql, problem }) => sql(`update matter set state = 'closed' where id = '${problem}'`), /problem .*已销号，但没有/u],
  [
    '换一张缩略图',
    async ({ files, hash }) =>
      writeFileSync(
        pathOfPicture(files, hash, 'thumb'),
        await sharp(await picture('#eee'))
          .webp()
          .toBuffer(),
      ),
    /evidence .*缩略图与原件不符/u,
  ],
  [
    '换一份原件',
    async ({ files, hash }) => (chmodSync(pathOfFile(files, hash), 0o600), writeFileSync(pathOfFile(files, hash), await picture('#eee'))),
    /evidence .*原件/u,
  ],
  ['删一份原件', ({ files, hash }) => rmSync(pathOfFile(files, hash)), /evidence .*从备份补回/u],
]

test.each(CASES.map(([what, tamper, found, look = ({ verified }: Stage) => verified()]) => [what, tamper, found, look] as const))(
  '动手脚：%s——核对指出在哪里',
  async (_, tamper, found, look) => {
    try {
      await tamper(stage)
      const { findings } = await look(stage)
      expect(findings.map(({ where, message }) => `${where}：${message}`)).toEqual(expect.arrayContaining([expect.stringMatching(found)]))
    } finally {
      await stage.owner.query('alter table district.event enable trigger append_only; revoke update on district.event from bihuan_app')
      await stage.sql(`update holiday set kind = 'on' where day = '2026-01-04'; delete from holiday where year = 2099`)
    }
  },
)

test('存照最后一行没写完：只是提醒；时钟被拨回并记入办理记录：只是提醒', async () => {
  const { checkpoints, db, note, verified } = stage
  writeFileSync(checkpoints.own, `${readFileSync(checkpoints.own, 'utf8')}{"district":"district","seq":"1`)
  const at = new Date('2026-11-20T10:00:00+08:00')
  await committer(db, district, { person: null, request: 'r', at })(async () => ({
    events: [{ act: 'history.clock-back', subject: randomUUID(), reason: '服务器时钟由甲拨回到乙', rows: [] }],
    result: undefined,
  }))
  await note(at, checkpoints.own)
  const { findings, notes } = await verified()
  expect(findings).toEqual([])
  expect(notes).toEqual([expect.stringContaining('没有写完'), expect.stringContaining('服务器时钟由甲拨回到乙')])
})
