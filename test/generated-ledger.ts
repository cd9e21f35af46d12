import { utils, write, read as readXlsx } from '@e965/xlsx'
import * as fc from 'fast-check'
import type { EDITABLE } from '#features/problems/domain/editable.ts'
import { aSource, personOf } from './people.ts'
import { testServer } from './server.ts'

/** Words as they stand in ledgers, with what tempts a reader: separators, numbers, marks for nothing, texts that look like something else. */
const PIECES = [
  '海堤外侧',
  '东沟河',
  '3号排口',
  '堆场',
  '露天堆放',
  '建筑垃圾',
  '（一期）',
  '、',
  '，',
  '；',
  '。',
  '1.',
  '2.',
  '\n',
  ' ',
  '　',
  '/',
  '-',
  '无',
  '/',
  '销号',
  '已完成',
  '100%',
  '2026年6月底前',
  '00123',
  '=1+1',
  '"引号"',
  "'",
  '<b>',
  '&',
  '　',
  '😀',
  '合计',
  '备注：',
  '①',
  '②',
] as const
const piece = fc.constantFrom(...PIECES)
const text = fc.array(piece, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''))
const unit = fc.constantFrom('青禾镇', '青禾镇人民政府', '区住建局', '区整改专班', '某管委会', '环保局、海洋局', '东村')
const person = fc.constantFrom('handler甲', 'head甲', 'leader甲', '某某', '王某（挂职）')
const phone = fc.constantFrom('8001', '8002', '13800000000', '0519-8800', '')
const several = (one: fc.Arbitrary<string>) => fc.array(one, { maxLength: 3 }).map((all) => all.join('、'))
const deadline = fc.oneof(
  fc.constantFrom(
    '2026年12月31日前',
    '2026年6月底前',
    '立行立改',
    '长期坚持',
    '收到之日起30日内',
    '2026/13/45',
    '2026-06-30',
    '分阶段',
    '24.6.30',
  ),
  text,
)
const measures = fc.oneof(several(text), fc.constantFrom('1.排查；2.整治', '①排查②整治', '落实到位'))
const CELLS = {
  leader: several(person),
  lead: several(unit),
  co: several(unit),
  territory: several(unit),
  person: several(person),
  phone: several(phone),
  acceptance: several(unit),
  supervising: several(unit),
  target: text,
  deadline,
  confirmedOn: fc.constantFrom('2026-11-30', '2026-12-31', ''),
  remark: text,
} as const satisfies Record<(typeof EDITABLE)[number], fc.Arbitrary<string>>
const cells = fc.record(CELLS, { requiredKeys: [] })
const points = fc.uniqueArray(fc.constantFrom('北侧', '南侧', '3号', '无'), { maxLength: 2 })

/** Heads of a sheet that brings what no form asks for. */
const HEADS = [
  '反馈问题',
  '整改任务',
  '具体点位',
  '所在地',
  '督察轮次',
  '问题类型',
  '类别',
  '整改措施',
  '整改进展',
  '备注',
  '是否销号',
] as const
const row = fc.record({
  反馈问题: text,
  整改任务: fc.oneof(text, fc.constant('')),
  具体点位: fc.oneof(text, fc.constant('')),
  所在地: fc.constantFrom('', '青禾镇', '青禾镇东村路口', '区住建局', '某路以北', '青禾镇、区住建局'),
  督察轮次: fc.constantFrom('', '第三轮', '第二轮'),
  问题类型: fc.constantFrom('', '水', '水、海洋', '大气/噪声'),
  类别: fc.constantFrom('', '水环境'),
  整改措施: fc.oneof(measures, fc.constant('')),
  整改进展: fc.oneof(text, fc.constant('')),
  备注: fc.oneof(text, fc.constant('')),
  是否销号: fc.constantFrom('', '是', '否'),
} as const satisfies Record<(typeof HEADS)[number], fc.Arbitrary<string>>)
const given = fc.record({ row, cells, points, ownPhone: fc.constantFrom(null, '8001') })
export const generatedLedger = fc.record({
  problems: fc.array(given, { minLength: 1, maxLength: 8 }),
  slots: fc.subarray(['leader', 'unit', 'person', 'target', 'deadline', 'measures', 'evidence'], { minLength: 1 }),
  soonDays: fc.constantFrom(1, 7, 30, 60),
})
type Generated = typeof generatedLedger extends fc.Arbitrary<infer T> ? T : never
export type GeneratedLedger = Pick<Generated, 'problems' | 'slots'> & { readonly soonDays: number }

type Row = Record<string, unknown> & { readonly id: string; readonly version: number; readonly no: string; readonly closure: string }
type Receipt = Readonly<Record<'read' | 'added' | 'updated' | 'unchanged' | 'refused', number>>

const sheetOf = (problems: GeneratedLedger['problems']) =>
  write(
    {
      SheetNames: ['台账'],
      Sheets: {
        台账: utils.aoa_to_sheet([['序号', ...HEADS], ...problems.map((one, i) => [String(i + 1), ...HEADS.map((head) => one.row[head])])]),
      },
    },
    { type: 'buffer', bookType: 'xlsx' },
  ) as Buffer

/** The real application with a ledger that came in by its own endpoints: a sheet, points, filled cells, settings. */
// oxlint-disable-next-line complexity -- a script of steps, each of which may be skipped
export async function ledgerOf({ problems, slots, soonDays }: GeneratedLedger) {
  const server = await testServer()
  const officer = server.as('officer')
  const list = async () => (await officer.get('/problems?size=200&sort=no')).json['rows'] as Row[]
  const put = async (name: string, bytes: Buffer) => {
    const { json } = await officer.upload(`/intake?name=${encodeURIComponent(name)}`, bytes)
    const path = `/intake/${String(json['id'])}`
    await officer.post(`${path}/choices`, { sourceId: aSource })
    const preview = (await officer.get(path)).json
    return { preview, receipt: (await officer.post(`${path}/commit`)).json['receipt'] as Receipt }
  }
  const filled = async (wanted: readonly { id: string; column: string; text: string }[], version: number) => {
    const { status, json } = await officer.post('/problems/cells', { cells: wanted.map((cell) => ({ ...cell, version })) })
    return status === 200 ? Object.values(json['versions'] as Record<string, number>)[0] : undefined
  }
  await server.owner.query('update district.person set phone = $1 where id = any($2)', [
    problems[0]?.ownPhone,
    [personOf('handler'), personOf('head')],
  ])
  for (const [key, value] of Object.entries({ 'mechanism.slots': slots, 'desk.soon-days': soonDays }))
    await officer.post(`/org/settings/${key}`, { value }, { 'if-match': '"0"' })
  await put('来表.xlsx', sheetOf(problems))
  for (const [i, { id }] of (await list()).entries())
    if (problems[i]?.points.length) await officer.post(`/problems/${id}/points`, { points: problems[i].points })
  for (const [i, { id, version }] of (await list()).entries()) {
    const wanted = Object.entries(problems[i % problems.length]?.cells ?? {}).map(([column, words]) => ({ id, column, text: words }))
    if ((await filled(wanted, version)) !== undefined) continue
    // a cell that is refused (three phones for one person) leaves the others
    let now = version
    for (const cell of wanted) now = (await filled([cell], now)) ?? now
  }
  /** The exported ledger: the text of every cell by the title of its column, and the file. */
  const exported = async () => {
    const { bytes } = await officer.get('/reports/ledger.xlsx')
    return { bytes, rows: rowsOf(bytes) }
  }
  /** All that is known of problems, as it is stored. */
  const facts = async () =>
    (
      await server.owner
        .query(`select (select jsonb_agg(m order by id) from district.matter m) as m, (select jsonb_agg(p order by matter_id) from district.problem p) as p,
        (select jsonb_agg(r order by id) from district.responsibility r) as r, (select jsonb_agg(e order by id) from district.measure e) as e, (select jsonb_agg(n order by matter_id, no) from district.matter_number n) as n`)
    ).rows
  return { ...server, officer, list, put, exported, facts }
}

/** Lines of the official ledger: title, cut-off and two lines of heads stand above; a title of one column spans both lines. */
function rowsOf(bytes: Buffer): Record<string, string>[] {
  const book = readXlsx(bytes, { type: 'buffer', cellText: true })
  const sheet = book.Sheets[book.SheetNames[0] ?? '']
  const grid = sheet ? utils.sheet_to_json<string[]>(sheet, { header: 1, defval: '', raw: true, blankrows: true }) : []
  const at = grid.findIndex((line) => line.includes('序号'))
  const [groups = [], titles = []] = [grid[at], grid[at + 1]]
  return grid.slice(at + 2).map((line) => Object.fromEntries(groups.map((group, i) => [titles[i] || group, line[i] ?? ''])))
}
