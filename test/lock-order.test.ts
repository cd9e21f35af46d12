import { expect, test } from 'vitest'
import type { MatterId } from '#kernel/rooms/matters.ts'
import { PROBLEM, closeoutStage, ok } from './closeout-stage-fixture.ts'

/** Who waits for a row that this session holds. */
const WAITING = 'select count(*)::int as n from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))'

/**
 * Whoever waits for the first of a problem and its points holds none of the others: then no two acts can wait for each other. The first row is
 * taken away from outside; while an act waits for it, every other row must be free.
 */
test('锁有一个次序：等第一行的时候，手里没有别的行', async () => {
  const stage = await closeoutStage([PROBLEM, { ...PROBLEM, task: '另一处垃圾' }])
  const [id, other] = stage.ids as [MatterId, MatterId]
  const officer = stage.as('officer')
  ok([await officer.post(`/problems/${id}/points`, { points: Array.from({ length: 24 }, (_, i) => `${i + 1}号点位`) })])
  const points = ((await officer.get('/problems?level=point&size=100')).json['rows'] as { id: MatterId }[]).map((row) => row.id)
  const family = [id, ...points].toSorted()
  const first = family[0] ?? id
  const [measure] = await stage.measures(id)
  const link = async (evidenceId: string) => stage.link('outsider', id, String(measure?.id), evidenceId)
  const file = await stage.keep(id, 'proof', 'outsider')
  ok([await link(file)])
  const version = async (one: string) => (await stage.view(one)).version
  const [parent, child] = [await version(id), await version(first)]
  const plan = { measures: [{ id: measure?.id, text: '全部清运', unitId: null, personId: null, milestones: [] }], reason: '合并' }
  const acts = {
    'take-down': () => officer.post(`/evidence/${file}/take-down`, { reason: '换一张' }),
    cells: () =>
      officer.post('/problems/cells', {
        cells: [...family].toReversed().map((one) => ({ id: one, version: 1, column: 'remark', text: '已函告' })),
      }),
    plan: () => stage.post('officer', id, 'plan', plan, parent),
    report: () => stage.post('outsider', id, `measures/${String(measure?.id)}/report`, { state: 'in_hand', doneText: '在办' }, parent),
    setting: () => officer.post('/org/settings/deadline.immediate-days', { value: 9 }, { 'if-match': '"0"' }),
    place: () => stage.post('officer', first, 'place', { parentId: other }, child),
  }
  for (const [name, act] of Object.entries(acts)) {
    await stage.owner.query('begin; select from district.matter where id = $1 for update'.replace('$1', `'${first}'`))
    let isOver = false // an act that changes none of the family waits for nobody
    const waiting = act().finally(() => (isOver = true))
    const isWaitedFor = async () => isOver || ((await stage.owner.query<{ n: number }>(WAITING)).rows[0]?.n ?? 0) > 0
    await expect.poll(isWaitedFor, { message: name }).toBe(true)
    const rest = [...family.slice(1), ...(name === 'place' && other > first ? [other] : [])]
    const free = await stage.owner.query(
      `select id from district.matter where id = any('{${rest.join(',')}}'::uuid[]) for update skip locked`,
    )
    await stage.owner.query('rollback')
    expect([name, rest.length - (free.rowCount ?? 0)]).toEqual([name, 0])
    expect((await waiting).status, name).toBeLessThan(500)
  }
})
