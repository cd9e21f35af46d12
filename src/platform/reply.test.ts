import { expect, test } from 'vitest'
import { z } from 'zod'
import { endpoint, nothing } from '#kernel/endpoint.ts'
import { PLAIN } from '#platform/transport.ts'
import { district } from '#test/database.ts'
import { actorWith, personOf, rootUnit } from '#test/people.ts'
import { testServer } from '#test/server.ts'
import type { WriteTx } from './db.ts'
import { newApp, onWrite } from './http.ts'

const post = <R extends z.ZodType>(path: `/${string}`, reply: R) =>
  endpoint({ method: 'post', path, title: path, action: 'logged-in', params: nothing, input: nothing, reply })
const Reply = z.object({ outcome: z.enum(['kept', 'refused']) })
/** What a row of a database may hold, whatever its type says. */
const unfit: { outcome: 'kept' } = JSON.parse('{"outcome":"lost"}')

async function remember(tx: WriteTx, raw: string) {
  await tx.insertInto('known_name').values({ kind: 'unit', raw, target_id: null }).execute()
  return { act: 'org.know-name' as const, subject: rootUnit, rows: [['known_name', raw] as const] }
}

async function withReplies() {
  const { db } = await testServer()
  const app = newApp(
    {
      db,
      clock: () => new Date('2026-11-23T10:00:00+08:00'),
      files: '',
      transport: PLAIN,
      pause: async () => undefined,
      schemaFor: () => district,
      callerOf: async () => ({ actor: { ...actorWith('officer'), id: personOf('officer') } }),
    },
    [
      {
        routes: (routed) => {
          onWrite(routed, post('/fit', Reply), ({ commit }) =>
            commit(async (tx) => ({ events: [await remember(tx, '甲')], result: { outcome: 'kept' } })),
          )
          onWrite(routed, post('/unfit', Reply), ({ commit }) =>
            commit(async (tx) => ({ events: [await remember(tx, '乙')], result: unfit })),
          )
          onWrite(routed, post('/preview', Reply), async ({ answer }) => answer(unfit))
          onWrite(routed, post('/late', Reply), async ({ answer, commit }) => {
            await commit(async (tx) => ({ events: [await remember(tx, '丙')], result: { outcome: 'kept' } }))
            return answer({ outcome: 'refused' })
          })
        },
      },
    ],
  )
  const send = async (path: string) => {
    const { statusCode, body } = await app.http.inject({ method: 'POST', url: `/api${path}`, payload: {} })
    return { status: statusCode, reply: JSON.parse(body) as unknown }
  }
  const written = async () => ({
    names: await db.kysely.withSchema(district).selectFrom('known_name').select('raw').execute(),
    events: await db.kysely.withSchema(district).selectFrom('event').select('act').execute(),
  })
  return { send, written }
}
const OUR_WORDS = { code: 'internal', message: '系统出错，已记录。请稍后再试，仍不行请联系系统管理员' }

test('答复不合约定：500，什么都没有写下；合约定：写下一行、一条记录', async () => {
  const { send, written } = await withReplies()
  expect(await send('/unfit')).toEqual({ status: 500, reply: OUR_WORDS })
  expect(await written()).toEqual({ names: [], events: [] })
  expect(await send('/fit')).toEqual({ status: 200, reply: { outcome: 'kept' } })
  expect(await written()).toEqual({ names: [{ raw: '甲' }], events: [{ act: 'org.know-name' }] })
})

test('不写入的答复同样核对；写入以后另作答复是程序错误，不会送出', async () => {
  const { send } = await withReplies()
  expect(await send('/preview')).toEqual({ status: 500, reply: OUR_WORDS })
  expect(await send('/late')).toEqual({ status: 500, reply: OUR_WORDS })
})
