import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { sealNew } from '#features/history/server/seal.jobs.ts'
import { verifyDistrict } from '#features/history/server/verify.views.ts'
import type { Day } from '#kernel/days.ts'
import { read } from '#platform/db.ts'
import { buildApp } from '../src/app/build-app.ts'
import { loadDemo } from '../src/app/demo/load.ts'
import { district, emptyDatabase } from './database.ts'

test('演示区由导入和办理做成，一行也不绕过系统：核对一致；三个轴各自加得上', async () => {
  const { db, owner } = await emptyDatabase()
  let now = new Date('2026-11-23T10:00:00+08:00')
  const code = '1111-2222-3333'
  const app = buildApp({
    db,
    clock: () => now,
    files: mkdtempSync(join(inject('scratch'), 'demo-')),
    schema: district,
    setupCode: code,
  })
  await loadDemo(app, '2026-11-23' as Day, code, (moment) => void (now = moment))
  await sealNew(db, district)
  const verified = await read(db, district, (tx) => verifyDistrict(tx, []))
  expect(verified.findings).toEqual([])
  expect(verified.unsealed).toBe(0)
  expect(verified.problems).toBeGreaterThanOrEqual(270)
  const { rows } = await owner.query(
    "select (select count(*) from district.unit where kind = 'town')::int as towns, (select count(distinct person_id) from district.duty where role = 'leader')::int as leaders, (select count(*) from district.inspection)::int as inspections",
  )
  expect(rows).toEqual([{ towns: 16, leaders: 12, inspections: 3 }])
}, 90_000)
