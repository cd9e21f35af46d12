import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { beforeEach, expect, inject, test, vi } from 'vitest'
import { district } from '#test/database.ts'
import { enter, recordPeople } from '#test/problem-factory.ts'
import { personOf } from '#test/people.ts'
import { testServer } from '#test/server.ts'
import { committer } from '#platform/commit.ts'
import { write } from '#platform/db.ts'
import type { NotedCheckpoint } from './checkpoints/checkpoint-file.ts'
import { sealNew, startSealer } from './seal.jobs.ts'
import { verified as verifiedBy } from '#test/verify.ts'
import type { Checkpoint } from '../domain/checkpoint-line.ts'

const NOW = new Date('2026-11-23T10:00:00+08:00')
let server: Awaited<ReturnType<typeof testServer>>
let checkpoints: string
const onError = vi.fn<(error: Error) => void>()

beforeEach(async () => {
  server = await testServer()
  checkpoints = join(mkdtempSync(join(inject('scratch'), 'seal-')), 'deep', 'checkpoints.jsonl')
  onError.mockReset()
  await recordPeople(server.db, NOW)
  await sealNew(server.db, district)
})

const signer = { fingerprint: 'f', signed: (checkpoint: object) => ({ ...checkpoint, key: 'f', signature: 's' }) as NotedCheckpoint }
const sealerOn = () => startSealer({ db: server.db, schema: district, clock: () => new Date(), signer, noteAt: [checkpoints], onError })
const verified = (noted: readonly Checkpoint[] = []) => verifiedBy(server.db, noted)
const notedIn = (file: string) =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Checkpoint & { district: string })
    : []
const seals = async () =>
  (
    await server.owner.query<{ seq: string; event_id: string }>(
      'select seq::text, event_id::text from district.event_seal s order by s.seq',
    )
  ).rows

/** Receipts only, as many as wanted, in one transaction. */
const act = (count: number) =>
  committer(server.db, district, { person: personOf('officer'), request: randomUUID(), at: NOW })(async () => ({
    events: Array.from({ length: count }, () => ({ act: 'intake.add', subject: randomUUID(), rows: [] })),
    result: undefined,
  }))

test('写入后自动入链；停机时把剩下的入链，并在库外存照', async () => {
  const sealer = sealerOn()
  await act(3)
  await expect.poll(seals).toHaveLength(4)
  await act(2)
  await sealer.stop()
  const noted = notedIn(checkpoints)
  expect(await seals()).toHaveLength(6)
  expect(noted.at(-1)).toMatchObject({ district: 'district', seq: '6' })
  expect((await verified(noted)).findings).toEqual([])
  expect(onError).not.toHaveBeenCalled()
})

test('停机前最后一轮没有新记录，也要把早先没存照的最新一环存下', async () => {
  const sealer = sealerOn()
  await act(1)
  await expect.poll(() => notedIn(checkpoints)).toHaveLength(1)
  await act(1)
  await expect.poll(seals).toHaveLength(3)
  expect(notedIn(checkpoints)).toHaveLength(1)
  await sealer.stop()
  expect(notedIn(checkpoints).at(-1)?.seq).toBe('3')
})

test('五十人同时写、一边入链：没有缺口，没有重复，没有漏下的', async () => {
  const sealer = sealerOn()
  await Promise.all(
    Array.from({ length: 50 }, async (_, i) => {
      await pause((i % 10) * 60)
      return enter(server.db, NOW, [[`问题${i}`], [`又一问题${i}`]])
    }),
  )
  await sealer.stop()
  const sealed = await seals()
  expect(sealed).toHaveLength(101)
  expect(sealed.map(({ seq }) => Number(seq))).toEqual(Array.from({ length: 101 }, (_, i) => i + 1))
  expect(new Set(sealed.map(({ event_id }) => event_id)).size).toBe(101)
  expect(await verified(notedIn(checkpoints))).toMatchObject({ unsealed: 0, findings: [] })
  expect(onError).not.toHaveBeenCalled()
})

test('先取号后提交的记录不会漏：编号小的后提交，也补进链里', async () => {
  const held = Promise.withResolvers<void>()
  const taken = Promise.withResolvers<void>()
  const row = { at: NOW, actor_id: null, act: 'intake.add', reason: null, request: 'slow', changes: '[]', hash: 'slow' }
  const slow = write(server.db, district, async (tx) => {
    await tx
      .insertInto('event')
      .values({ ...row, subject: randomUUID() })
      .execute()
    taken.resolve()
    await held.promise
  })
  await taken.promise
  await act(1)
  await sealNew(server.db, district)
  held.resolve()
  await slow
  await sealNew(server.db, district)
  expect((await seals()).map(({ seq, event_id }) => [seq, event_id])).toEqual([
    ['1', '1'],
    ['2', '3'],
    ['3', '2'],
  ])
})

test('一笔迟迟不提交，别人早已入链多轮：它提交后仍补进链里', async () => {
  const sealer = sealerOn()
  const held = Promise.withResolvers<void>()
  const slow = write(server.db, district, async (tx) => {
    await sql`insert into event (at, act, subject, request, changes, hash) values (${NOW}, 'intake.add', ${randomUUID()}, 'slow', '[]', 'slow')`.execute(
      tx,
    )
    await held.promise
  })
  for (let n = 2; n <= 4; n += 1) {
    await act(1)
    await expect.poll(seals).toHaveLength(n)
    await pause(600)
  }
  held.resolve()
  await slow
  await expect.poll(seals).toHaveLength(5)
  await sealer.stop()
})

test('入链途中被杀：一环也不留半截，下次接着来；超过一批也一次补完', async () => {
  await act(10)
  await sealNew(server.db, district)
  await act(5_200)
  await server.owner.query(`
    set search_path to district;
    create or replace function die() returns trigger language plpgsql security definer as $$ begin
      if new.seq = 2000 then perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(1); end if; return new; end $$;
    create trigger die before insert on event_seal for each row execute function die();
    alter table event_seal enable always trigger die;`)
  await expect(sealNew(server.db, district)).rejects.toThrow()
  expect(await seals()).toHaveLength(11)
  await server.owner.query('drop trigger die on district.event_seal; drop function district.die()')
  await sealNew(server.db, district)
  expect(await seals()).toHaveLength(5_211)
  expect((await verified()).findings.filter(({ check }) => check === 'chain')).toEqual([])
})

test('两个入链的同时来：只有一个动手，结果一样', async () => {
  await act(500)
  await Promise.all([sealNew(server.db, district), sealNew(server.db, district), sealNew(server.db, district)])
  await sealNew(server.db, district)
  expect((await seals()).map(({ seq }) => Number(seq))).toEqual(Array.from({ length: 501 }, (_, i) => i + 1))
})
