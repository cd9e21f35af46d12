import { mkdtempSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { sealNew } from '#features/history/server/seal.jobs.ts'
import type { Checkpoint } from '#features/history/domain/checkpoint-line.ts'
import { registeredFiles, unsoundFiles } from '#features/history/server/verify/verify-files.ts'
import { read } from '#platform/db.ts'
import { buildApp } from '../src/app/build-app.ts'
import { DEMO_PASSWORD } from '../src/app/demo/log-ins.ts'
import { type ApiClient, signIn } from '../src/app/in-process-client.ts'
import { type Installation, openInstallation } from '../src/app/open-installation.ts'
import { district } from './database.ts'
import { verified } from './verify.ts'
import { restoreYesterday, shownYesterday } from './yesterday.ts'

let installed: Installation
beforeAll(async () => {
  const folder = mkdtempSync(join(inject('scratch'), 'yesterday-'))
  await restoreYesterday(folder)
  installed = await openInstallation(folder, { attach: false, durable: false })
})
afterAll(async () => installed.close())

test('升级前的数据：升级后核对一致，老的办理记录一条不少', async () => {
  const { db, folder } = installed
  const lines = readFileSync(join(folder, 'checkpoints.jsonl'), 'utf8').split('\n').filter(Boolean)
  await sealNew(db, district)
  const { findings, events, problems, unsealed } = await verified(
    db,
    lines.map((line) => JSON.parse(line) as Checkpoint),
  )
  expect({ findings, events, problems, unsealed }).toEqual({ findings: [], ...shownYesterday().verified, unsealed: 0 })
  expect(await unsoundFiles(join(folder, 'files'), await read(db, district, registeredFiles))).toEqual([])
})

const named = (holders: unknown) => (holders as { name: string }[]).map(({ name }) => name)
/** What a reader sees of a row of the ledger. */
const shownOf = (row: Readonly<Record<string, unknown>>) => ({
  ...Object.fromEntries(
    ['id', 'level', 'no', 'upstreamNos', 'source', 'round', 'title', 'wording', 'task', 'point', 'region', 'target', 'remark']
      .concat(['measuresTotal', 'measuresDone', 'deadlineRaw', 'dueOn', 'reviewOn', 'dueSteps', 'progress', 'schedule', 'closure'])
      .concat(['missing', 'declaredRaw', 'progressText'])
      .map((key) => [key, row[key]]),
  ),
  types: row['problemTypes'] ?? row['types'],
  holders: ['leader', 'lead', 'co', 'territory', 'person', 'acceptance', 'supervising'].map((part) => named(row[part])),
  phones: (row['person'] as { phone: string | null }[]).map(({ phone }) => phone),
  clock: (row['clock'] as { text: string }).text,
})

async function ledgerOf(client: ApiClient) {
  const rows: Record<string, unknown>[] = []
  for (let page = 1, total = 1; rows.length < total; page += 1) {
    const reply = await client.get(`/problems?size=200&page=${page}`)
    total = reply['total'] as number
    rows.push(...(reply['rows'] as Record<string, unknown>[]))
  }
  const { total: found } = await client.get(`/problems?q=${encodeURIComponent('污水')}`)
  return { rows: rows.map(shownOf), counts: await client.get('/problems/counts'), found }
}

test.each(Object.entries(shownYesterday().ledgers))(
  '升级前的数据：%s 的台账、计数和查找与升级前逐行相同',
  async (login, then) => {
    const { db, folder, schemas } = installed
    const [schema = district] = schemas
    const app = buildApp({ db, clock: () => new Date('2026-11-23T18:00:00+08:00'), files: join(folder, 'files'), schema })
    const now = await ledgerOf(await signIn(app, login, DEMO_PASSWORD))
    expect(then.rows.length).toBeGreaterThan(20)
    // what the mechanism does not ask for is no longer counted as missing; the older program counted it and showed it nowhere
    const before = then.counts as Readonly<Record<string, object>>
    const counts = { ...before, isMore: false, missing: { ...before['missing'], evidence: 0 } }
    expect(now).toEqual({ ...then, counts, rows: then.rows.map(shownOf) })
  },
  60_000,
)
