import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sealNew } from '#features/history/server/seal.jobs.ts'
import { verified } from './verify.ts'
import { queryRows, read } from '#platform/db.ts'
import { openInstallation } from '../src/app/open-installation.ts'
import { district } from './database.ts'
import { demoOfTests } from './demo-snapshot.ts'

const COUNTED = sql<{ towns: number; leaders: number; inspections: number }>`select
  (select count(*) from unit where kind = 'town')::int as towns,
  (select count(distinct person_id) from duty where role = 'leader')::int as leaders,
  (select count(*) from inspection)::int as inspections`

test('演示区由导入和办理做成，一行也不绕过系统：核对一致；三个轴各自加得上', async () => {
  const { db, close } = await openInstallation('', { attach: false, throwaway: { pattern: await demoOfTests() } })
  try {
    await sealNew(db, district)
    const found = await verified(db)
    expect(found.findings).toEqual([])
    expect(found.unsealed).toBe(0)
    expect(found.problems).toBeGreaterThanOrEqual(270)
    expect(await read(db, district, (tx) => queryRows(tx, COUNTED))).toEqual([{ towns: 16, leaders: 12, inspections: 3 }])
  } finally {
    await close()
  }
})
