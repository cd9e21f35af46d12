import { expect, test } from 'vitest'
import { sealNew } from '#features/history/server/seal.jobs.ts'
import { verified } from './verify.ts'
import { district } from './database.ts'
import { aSource, nobodysMatter } from './people.ts'
import { testServer } from './server.ts'

test('选了来源还没确认、确认了、放弃了：办理记录都与数据一致；不存在的来源不能确认', async () => {
  const { as, db, owner } = await testServer()
  const findings = async () => {
    await sealNew(db, district)
    const { findings: found } = await verified(db)
    return found.filter(({ where }) => where.startsWith('intake'))
  }
  const officer = as('officer')
  for (const end of ['commit', 'discard']) {
    const { json } = await officer.upload('/intake?name=a.csv', Buffer.from(`\uFEFF序号,反馈问题,整改时限\n1,${end}排口未封堵,2026年底前`))
    const path = `/intake/${String(json['id'])}`
    await officer.post(`${path}/choices`, { sourceId: nobodysMatter })
    expect((await officer.post(`${path}/commit`)).json).toMatchObject({ code: 'intake.no-source' })
    await officer.post(`${path}/choices`, { sourceId: aSource })
    expect(await findings()).toEqual([])
    if (end === 'discard') await officer.post(`${path}/choices`, { sourceId: null })
    expect((await officer.post(`${path}/${end}`)).status).toBe(200)
    expect(await findings()).toEqual([])
  }
  const { rows } = await owner.query('select state, source_id from district.intake order by created_at, state')
  expect(rows).toEqual([
    { state: 'committed', source_id: aSource },
    { state: 'discarded', source_id: null },
  ])
})
