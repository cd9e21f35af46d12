import { expect, test } from 'vitest'
import { aSource } from '#test/people.ts'
import { testServer } from '#test/server.ts'

type Json = Record<string, unknown>
type Row = {
  readonly outcome: string
  readonly matterId: string
  readonly conflicts: readonly Json[]
  readonly issues: readonly { message: string }[]
}
const csv = (lines: readonly string[]) => Buffer.from(`\uFEFF${lines.join('\n')}`)
const HEAD = '序号,问题编号,反馈问题,整改目标,责任区领导,牵头单位,配合单位,整改时限'
const OLD = '1,W-01,东沟河三处雨污混接排口未封堵,完成封堵,leader甲,区住建局、青禾镇,,2026年12月底前'

async function place() {
  const server = await testServer()
  const officer = server.as('officer')
  const upload = async (choices: Json = {}) => {
    const { json } = await officer.upload(`/intake?name=${encodeURIComponent('台账.csv')}`, csv([HEAD, OLD]))
    const path = `/intake/${String(json['id'])}`
    expect((await officer.post(`${path}/choices`, { sourceId: aSource, ...choices })).status).toBe(200)
    return path
  }
  const stands = async () => {
    const { rows } = await server.owner.query(
      `select p.matter_id, p.target, p.deadline_raw, p.decided, m.version, array(select r.part || ' ' || coalesce(u.name, q.name, r.holder_text) from responsibility r
        left join unit u on u.id = r.unit_id left join person q on q.id = r.person_id where r.matter_id = p.matter_id and r.to_on is null order by 1) as holders
       from problem p join matter m on m.id = p.matter_id`,
    )
    return rows[0] as Json
  }
  return { officer, upload, stands }
}

test('人员确定的牵头单位、时限、目标：再导入旧表一样不变，预览逐项列为不同；选了采用表格的才改', async () => {
  const { officer, upload, stands } = await place()
  await officer.post(`${await upload()}/commit`)
  const before = await stands()
  const cells = [
    ['lead', '区住建局'],
    ['deadline', '2027年6月底前'],
    ['target', '全部封堵'],
  ].map(([column, text]) => ({ id: before['matter_id'], version: before['version'], column, text }))
  expect((await officer.post('/problems/cells', { cells })).status).toBe(200)
  const worked = await stands()
  expect(worked).toMatchObject({ deadline_raw: '2027年6月底前', target: '全部封堵', decided: ['co', 'deadlineRaw', 'lead', 'target'] })

  const again = await upload()
  const preview = (await officer.get(again)).json
  const [row] = preview['rows'] as Row[]
  expect(row).toMatchObject({ outcome: 'unchanged', matterId: worked['matter_id'] })
  expect(preview['conflicts']).toBe(3)
  expect(row?.conflicts.map(({ key, taken }) => [key, taken])).toEqual([
    ['target', false],
    ['deadlineRaw', false],
    ['lead', false],
  ])
  expect(row?.issues.map(({ message }) => message)).toContainEqual(expect.stringContaining('保留“全部封堵”'))
  await officer.post(`${again}/commit`)
  expect(await stands()).toEqual(worked)

  await officer.post(`${await upload({ taken: [{ matterId: worked['matter_id'], key: 'target' }] })}/commit`)
  expect(await stands()).toMatchObject({
    target: '完成封堵',
    deadline_raw: '2027年6月底前',
    holders: worked['holders'],
    decided: worked['decided'],
  })
  await officer.post(`${await upload({ takesAll: true })}/commit`)
  expect(await stands()).toMatchObject({ target: '完成封堵', deadline_raw: '2026年12月底前' })
})
