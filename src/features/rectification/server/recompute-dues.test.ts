import { expect, test } from 'vitest'
import { findings, ok, provedProblem } from '#test/closeout/closeout-stage-fixture.ts'
import { addDays } from '#kernel/days.ts'
import type { Day } from '#kernel/days.ts'

const line = (text: string, deadline?: string) => ({ text, unitId: null, personId: null, milestones: [], ...(deadline && { deadline }) })
type Held = { status: number; json: Record<string, unknown> }

/** A problem received on 2026-11-23 whose measures count from that day, by working days and by the place's word; one names its day. */
async function counted() {
  const stage = await provedProblem()
  const { id } = stage
  const planned = await stage.measures(id)
  const measures = [
    { ...line('清运全部垃圾', '立行立改'), id: planned[0]?.id },
    { ...line('恢复岸线植被', '30个工作日内'), id: planned[1]?.id },
    line('建立巡查制度', '12月底前'),
  ]
  ok([await stage.post('officer', id, 'plan', { measures, reason: '明确时限' }, (await stage.view(id)).version)])
  const dues = async () => (await stage.measures(id)).map(({ dueOn }) => dueOn)
  const set = (key: string, value: unknown, version = 0): Promise<Held> =>
    stage.as('officer').post(`/org/settings/${key}`, { value }, { 'if-match': `"${version}"` })
  const events = async () =>
    (
      await stage.owner.query<{ act: string; tables: string[] }>(
        "select act, array(select c ->> 'table' from jsonb_array_elements(changes) c) as tables from district.event where act like '%recompute%' order by id",
      )
    ).rows
  return { ...stage, dues, set, events }
}

test('设置、放假安排变了，措施里“立行立改”“几个工作日内”的最后日期跟着变；写明日期的不变；有收据、换版本', async () => {
  const stage = await counted()
  const { id, dues, set, events } = stage
  const [atOnce, working, named] = await dues()
  const received = addDays(atOnce as Day, -15)
  const { version } = await stage.view(id)
  ok([await set('deadline.immediate-days', 10)])
  expect(await dues()).toEqual([addDays(received, 10), working, named])
  expect(await events()).toEqual([{ act: 'rectification.recompute-due', tables: ['matter', 'measure'] }])
  expect((await stage.view(id)).version).toBe(version + 1)
  expect(await findings(stage)).toEqual([])
})

test('在办销号的，签后因设置变动改了最后日期：意见失效并写明原因', async () => {
  const stage = await counted()
  const { id, set } = stage
  const [, , third] = await stage.measures(id)
  await stage.link('outsider', id, String(third?.id), await stage.keep(id, 'proof', 'outsider'))
  ok([await stage.report('outsider', id, String(third?.id))])
  ok(await stage.bringTo(id, 'office'))
  ok([await set('deadline.immediate-days', 10)])
  const { current, step } = (await stage.view(id)) as unknown as {
    current: { entries: { act: string; voided: { reason: string } | null }[] }
    step: { key: string }
  }
  expect(step.key).toBe('unit')
  expect(current.entries.flatMap(({ voided }) => voided?.reason ?? [])[0]).toContain('重新计算措施期限')
  expect(await findings(stage)).toEqual([])
})
