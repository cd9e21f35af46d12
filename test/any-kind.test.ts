import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { Day } from '#kernel/days.ts'
import { addMatters } from '#features/matters/server/matters.queries.ts'
import { beginHolders } from '#features/matters/server/responsibility.queries.ts'
import { write } from '#platform/db.ts'
import { district } from './database.ts'
import { otherUnit, ownUnit } from './people.ts'
import { testServer } from './server.ts'
import { verified } from './verify.ts'

const NOW = new Date('2026-11-23T10:00:00+08:00')
const PHOTO = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#345' } })
  .jpeg()
  .toBuffer()

const part = (matterId: string, unitId: string) => ({ matterId, part: 'lead' as const, holders: [{ unitId }] })

/** Two matters of which nothing is known but what all kinds share: no row of facts beside them. */
async function bareMatters() {
  const server = await testServer()
  const [own, other] = [randomUUID(), randomUUID()]
  await write(server.db, district, async (tx) => {
    const bare = { kind: 'problem', state: 'open', dueOn: null, place: null, parentId: null } as const
    await addMatters(
      [own, other].map((id) => ({ ...bare, id, title: '河道采砂案', searchText: '河道采砂案' })),
      NOW,
    )(tx)
    await beginHolders([part(own, ownUnit), part(other, otherUnit)], '2026-11-23' as Day).write(tx)
  })
  return { ...server, own, other }
}

test('佐证、手机拍照和办理记录只凭事项办理：没有问题表也行；别人的事项与不存在的答得一样', async () => {
  const { as, own, other, app, db } = await bareMatters()
  const handler = as('handler')
  expect((await handler.upload(`/matters/${own}/evidence?name=a.jpg`, PHOTO)).status).toBe(200)
  expect((await handler.get(`/matters/${own}/evidence`)).json).toMatchObject({
    matter: { no: null, title: '河道采砂案' },
    items: [{ matterId: own, name: 'a.jpg' }],
  })
  const { json: pass } = await handler.post(`/matters/${own}/camera-pass`)
  const byPass = (id: string) =>
    app.http.inject({ method: 'GET', url: `/api/matters/${id}/evidence`, headers: { 'x-camera-pass': String(pass['token']) } })
  expect([(await byPass(own)).statusCode, (await byPass(other)).statusCode]).toEqual([200, 403])
  expect((await handler.get(`/matters/${own}/timeline`)).json['entries']).toMatchObject([
    { code: 'evidence.add', subject: { kind: 'matter', matterKind: 'problem', title: '河道采砂案' } },
  ])
  for (const path of ['evidence', 'timeline', 'as-of?day=2026-11-23']) {
    const [foreign, unknown] = [await handler.get(`/matters/${other}/${path}`), await handler.get(`/matters/${randomUUID()}/${path}`)]
    expect([foreign.status, foreign.json]).toEqual([404, unknown.json])
    expect(foreign.json['code']).toBe('matter.not-found')
  }
  expect((await verified(db)).findings.filter(({ check }) => check === 'participant')).toEqual([])
})
