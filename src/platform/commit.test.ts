import { expect, test } from 'vitest'
import { district } from '#test/database.ts'
import { personOf, rootUnit } from '#test/people.ts'
import { testServer } from '#test/server.ts'
import { type Answers, type EventDraft, type Veto, committer } from './commit.ts'

const NOW = new Date('2026-11-23T10:00:00+08:00')
const savedUnit: EventDraft = { act: 'org.save-unit', subject: rootUnit, rows: [['unit', rootUnit]] }
const savedPerson: EventDraft = { act: 'org.save-person', subject: personOf('head'), rows: [['person', personOf('head')]] }

/** Renames the district twice over, recorded as two events of one act, with what some rooms have to answer. */
async function renamed(answers: Partial<Answers>) {
  const { db, owner } = await testServer()
  const author = { person: personOf('officer'), request: 'r', at: NOW }
  const commit = committer(db, district, author, { vetoes: [], reactions: [], ...answers })
  const outcome = await commit(async (tx) => {
    await tx.updateTable('unit').set({ short_name: '新简称' }).where('id', '=', rootUnit).execute()
    return { events: [savedUnit, savedUnit], result: 'saved' }
  }).catch((error: unknown) => (error as Error).message)
  const { rows } = await owner.query<{ named: boolean; events: number }>(
    `select coalesce(short_name = '新简称', false) as named, (select count(*)::int from district.event) as events from district.unit where id = '${rootUnit}'`,
  )
  return { outcome, ...rows[0] }
}
const refuse: Veto = async () => ({ code: 'access.denied' })

test('被否决：一行不改，一条不记', async () =>
  expect(await renamed({ vetoes: [{}, { 'org.save-unit': refuse }] })).toEqual({
    outcome: 'access.denied',
    named: false,
    events: 0,
  }))

test('只问它管的操作；同一操作的几条记录一次问完，问时改动已在、反应还没有', async () => {
  const calls: unknown[] = []
  const look: Veto = async (tx, events) => {
    const { short_name: name } = await tx.selectFrom('unit').select('short_name').where('id', '=', rootUnit).executeTakeFirstOrThrow()
    calls.push([events.length, name])
    return undefined
  }
  const answer = async () => {
    calls.push('reaction')
    return []
  }
  const vetoes = [{ 'org.save-unit': look }, { 'org.save-person': refuse }]
  expect(await renamed({ vetoes, reactions: [answer] })).toEqual({ outcome: 'saved', named: true, events: 2 })
  expect(calls).toEqual([[2, '新简称'], 'reaction'])
})

test('反应带来的操作同样可以被否决，连同引起它的操作', async () => {
  const vetoes = [{ 'org.save-person': refuse }]
  expect(await renamed({ vetoes, reactions: [async () => [savedPerson]] })).toMatchObject({ outcome: 'access.denied', named: false })
  expect(await renamed({ vetoes })).toMatchObject({ outcome: 'saved', events: 2 })
})
