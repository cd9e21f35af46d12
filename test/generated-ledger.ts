import { utils, write, read as readXlsx } from '@e965/xlsx'
import * as fc from 'fast-check'
import type { EditableColumn } from '#features/problems/domain/editable.ts'
import { EDITABLE_FACTS, type EditableFact, IMPORTED_FACTS, factTitle } from '#features/problems/domain/facts.ts'
import { aSource, personOf } from './people.ts'
import { testServer } from './server.ts'

/** Words as they stand in ledgers, with what tempts a reader: separators, numbers, marks for nothing, texts that look like something else. */
const WORDS = '海堤外侧 东沟河 3号排口 堆场 露天堆放 建筑垃圾 （一期） 销号 已完成 100% 2026年6月底前 00123 合计 备注： 无'
const MARKS = '、 ， ； 。 1. 2. ① ② / - =1+1 "引号" \' <b> & 😀'
const piece = fc.constantFrom(...`${WORDS} ${MARKS}`.split(' '), ' ', '　', '\n', '\r\n')
const text = fc.array(piece, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''))
const unit = fc.constantFrom('青禾镇', '青禾镇人民政府', '区住建局', '区整改专班', '某管委会', '环保局、海洋局', '东村')
const person = fc.constantFrom('handler甲', 'head甲', 'leader甲', '某某', '王某（挂职）')
const phone = fc.constantFrom('8001', '8002', '13800000000', '0519-8800', '')
const several = (one: fc.Arbitrary<string>) => fc.array(one, { maxLength: 3 }).map((all) => all.join('、'))
const PHRASES = '2026年12月31日前 2026年6月底前 立行立改 长期坚持 收到之日起30日内 2026/13/45 2026-06-30 分阶段 24.6.30'
const deadline = fc.oneof(fc.constantFrom(...PHRASES.split(' ')), text)
const measures = fc.oneof(several(text), fc.constantFrom('1.排查；2.整治', '①排查②整治', '落实到位'))
const CELLS: Readonly<Record<EditableColumn, fc.Arbitrary<string>>> = {
  ...(Object.fromEntries(EDITABLE_FACTS.map((key) => [key, text])) as Record<EditableFact, typeof text>),
  leader: several(person),
  lead: several(unit),
  co: several(unit),
  territory: several(unit),
  person: several(person),
  phone: several(phone),
  acceptance: several(unit),
  supervising: several(unit),
  deadline,
  confirmedOn: fc.constantFrom('2026-11-30', '2026-12-31', ''),
}
const cells = fc.record(CELLS, { requiredKeys: [] })
const points = fc.uniqueArray(fc.constantFrom('北侧', '南侧', '3号', '无'), { maxLength: 2 })

/** What a sheet brings: every fact that can be imported, and what no cell asks for. */
const BROUGHT: Readonly<Record<string, fc.Arbitrary<string>>> = {
  ...Object.fromEntries(IMPORTED_FACTS.map((key) => [factTitle(key), fc.oneof(text, fc.constant(''))])),
  反馈问题: text,
  所在地: fc.constantFrom('', '青禾镇', '青禾镇东村路口', '区住建局', '某路以北', '青禾镇、区住建局'),
  督察轮次: fc.constantFrom('', '第三轮', '第二轮'),
  问题类型: fc.constantFrom('', '水', '水、海洋', '大气/噪声'),
  整改措施: fc.oneof(measures, fc.constant('')),
  是否销号: fc.constantFrom('', '是', '否'),
}
const HEADS = Object.keys(BROUGHT)
const row = fc.record(BROUGHT)
const problem = fc.record({ row, cells, points, ownPhone: fc.constantFrom(null, '8001') })
export const generatedLedger = fc.record({
  problems: fc.array(problem, { minLength: 1, maxLength: 8 }),
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
        台账: utils.aoa_to_sheet([
          ['序号', ...HEADS],
          ...problems.map((one, i) => [String(i + 1), ...HEADS.map((head) => one.row[head] ?? '')]),
        ]),
      },
    },
    { type: 'buffer', bookType: 'xlsx' },
  ) as Buffer

type Server = Awaited<ReturnType<typeof testServer>>

/** What the officer does by the product's own endpoints, and what is found afterwards. */
function officerOf(server: Server) {
  const officer = server.as('officer')
  const list = async () => (await officer.get('/problems?size=200&sort=no')).json['rows'] as Row[]
  const put = async (name: string, bytes: Buffer) => {
    const { json } = await officer.upload(`/intake?name=${encodeURIComponent(name)}`, bytes)
    const path = `/intake/${String(json['id'])}`
    await officer.post(`${path}/choices`, { sourceId: aSource })
    const preview = (await officer.get(path)).json
    return { preview, receipt: (await officer.post(`${path}/commit`)).json['receipt'] as Receipt }
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
  return { officer, list, put, exported, facts }
}
type Officer = ReturnType<typeof officerOf>

/** Fills cells at once; where one is refused (three phones for one person) the others one by one. */
async function fill({ officer }: Officer, { id, version }: Row, typed: Readonly<Record<string, string>>): Promise<void> {
  const filled = async (columns: readonly string[], now: number) => {
    const sent = columns.map((column) => ({ id, version: now, column, text: typed[column] }))
    const { status, json } = await officer.post('/problems/cells', { cells: sent })
    return status === 200 ? Object.values(json['versions'] as Record<string, number>)[0] : undefined
  }
  if ((await filled(Object.keys(typed), version)) !== undefined) return
  let now = version
  for (const column of Object.keys(typed)) now = (await filled([column], now)) ?? now
}

/** The real application with a ledger that came in by its own endpoints: a sheet, points, filled cells, settings. */
export async function ledgerOf({ problems, slots, soonDays }: GeneratedLedger) {
  const server = await testServer()
  const hand = officerOf(server)
  await server.owner.query('update district.person set phone = $1 where id = any($2)', [
    problems[0]?.ownPhone,
    [personOf('handler'), personOf('head')],
  ])
  for (const [key, value] of Object.entries({ 'mechanism.slots': slots, 'desk.soon-days': soonDays }))
    await hand.officer.post(`/org/settings/${key}`, { value }, { 'if-match': '"0"' })
  await hand.put('来表.xlsx', sheetOf(problems))
  for (const [i, { id }] of (await hand.list()).entries())
    if (problems[i]?.points.length) await hand.officer.post(`/problems/${id}/points`, { points: problems[i].points })
  for (const [i, one] of (await hand.list()).entries()) await fill(hand, one, problems[i % problems.length]?.cells ?? {})
  return { ...server, ...hand }
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
