import { expect, test } from 'vitest'
import type { Backups } from '#platform/backup/backups.ts'
import type { Manifest } from '#platform/backup/manifest.ts'
import { district } from '#test/database.ts'
import { testServer } from '#test/server.ts'

const COPY = { schema: 'district', columns: ['id'], hash: '', bytes: 40 }
const MANIFEST: Manifest = {
  format: 1,
  at: '2026-11-23T02:00:00.000Z',
  by: 'nightly',
  of: '',
  districts: ['district'],
  migrations: [],
  tables: [
    { ...COPY, table: 'matter', rows: 3 },
    { ...COPY, table: 'problem', rows: 4 },
  ],
  sequences: [],
  files: [{ path: 'ab/ab', hash: '', bytes: 5 }],
  beside: [],
  sealKey: null,
}
const MADE = { folder: '/mnt/backup/1', manifest: MANIFEST, fresh: 1, bytes: 85, damaged: [], isEncrypted: false }

async function stageOf(backups: Backups) {
  const server = await testServer()
  Object.assign(server.app, { backups })
  const admin = server.as('system_admin')
  await admin.post('/org/backup/backup.folder', { value: '/mnt/backup' }, { 'if-match': '"0"' })
  const recorded = async () =>
    (
      await server.owner.query<{ act: string; reason: string | null; outcome: string; facts: Record<string, unknown> }>(
        `select act, reason, origin ->> 'outcome' as outcome, origin -> 'facts' as facts from ${district}.event
        where act in ('security.back-up', 'security.rehearse') order by id`,
      )
    ).rows
  return { admin, recorded }
}

test('备份和演练：办成的、没办成的都记入办理记录，页面列出的就是记录', async () => {
  const { admin, recorded } = await stageOf({
    take: async () => ({ ...MADE, pruned: { backups: ['old'], files: 2 } }),
    rehearse: async () => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC', path: '/mnt/backup' })
    },
  })
  expect((await admin.post('/backups/run')).status).toBe(200)
  expect(await admin.post('/backups/rehearse')).toMatchObject({ status: 422, json: { code: 'backups.failed' } })
  const counts = { tables: 2, rows: 7, files: 1 }
  const seconds = expect.any(Number) as number
  const why = '存放备份的磁盘已满。请腾出空间，或换一个文件夹：/mnt/backup'
  expect(await recorded()).toEqual([
    {
      act: 'security.back-up',
      reason: null,
      outcome: 'ok',
      facts: { by: '系统管理员', folder: '/mnt/backup/1', ...counts, fresh: 1, damaged: 0, bytes: 85, removed: 1, seconds },
    },
    { act: 'security.rehearse', reason: why, outcome: 'failed', facts: { by: '系统管理员' } },
  ])
  const { json } = await admin.get('/backups')
  expect(json).toMatchObject({
    plan: { folder: '/mnt/backup' },
    lastGood: { rows: 7, files: 1, fresh: 1, damaged: 0, bytes: 85 },
    lastRehearsal: null,
    tries: [
      { kind: 'rehearse', ok: false, why },
      { kind: 'back-up', ok: true },
    ],
  })
})
