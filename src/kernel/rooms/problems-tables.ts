import { bool, choice, day, instant, int, json, named, table, text, texts, unrecordedTable, uuid, uuids } from '../columns.ts'

export const LEVELS = ['item', 'problem', 'point'] as const
export type Level = (typeof LEVELS)[number]
export const LEVEL_WORDS: Readonly<Record<Level, string>> = { item: '上级原文', problem: '问题', point: '点位' }

/** What an earlier ledger says about a row's end; never counted as closed by us (rules.md R-43). */
export type Declared = 'in_hand' | 'done' | 'closed'
const DECLARED_WORDS: Readonly<Record<Declared, string>> = {
  in_hand: '原台账载明正在整改',
  done: '原台账载明完成',
  closed: '原台账载明销号',
}

/** What lines of the ledger are filtered and counted by. */
const CLASSED = {
  level: text(),
  source_id: uuid().orNull(),
  round: text().orNull(),
  region: text().orNull(),
  progress: text(),
  closure: text(),
  ended: bool(),
  due_on: day().orNull(),
  next_due_on: day().orNull(),
  review_on: day().orNull(),
  missing: texts(),
}

export const PROBLEMS_TABLES = {
  problem: table('matter_id', {
    matter_id: uuid(),
    level: choice('层级', LEVEL_WORDS),
    parent_id: uuid().orNull(), // its title may be out of the reader's reach
    source_id: named('问题来源').orNull(),
    round: text('督察轮次').orNull(),
    category: text('类别').orNull(),
    problem_types: texts('问题类型'),
    wording: text('反馈问题').orNull(),
    wording_hash: text(),
    task: text('整改任务').orNull(),
    point: text('具体点位').orNull(),
    region: text().orNull(), // stands as the matter's place
    target: text('整改目标').orNull(),
    progress_text: text('整改进展').orNull(),
    remark: text('备注').orNull(),
    received_on: day('收到日期'),
    deadline_raw: text('整改时限').orNull(),
    deadline: json().orNull(),
    confirmed_on: day('确认的最后日期').orNull(),
    review_on: day('下次复核').orNull(),
    declared: choice('原台账载明', DECLARED_WORDS).orNull(),
    declared_raw: text('原台账写法').orNull(),
    declared_on: day('原台账日期').orNull(),
    declared_when: text('原台账载明时间').orNull(), // as written: 2021年1月 is no day
    decided: texts().orDefault().cameLater([]), // what of it a person decided, by the names of facts and parts: no sheet changes it
    raw: json(),
    intake_id: uuid().orNull(),
    intake_at: text('出处').orNull(),
    intake_file: text().orNull().unrecorded(), // the name of that file, which the events of the import hold; verify compares
    measures_total: int().orDefault().computed(),
    measures_started: int().orDefault().computed(),
    measures_done: int().orDefault().computed(),
    next_due_on: day().orNull().computed(),
    missing: texts().orDefault().computed(),
    readers: uuids().orDefault().computed(), // who takes part, for the ledger's own index
    lead_unit_id: uuid().orNull().computed(),
    leader_id: uuid().orNull().computed(),
    lead_unit_ids: uuids().orDefault().computed(), // all that lead, not the first alone
    leader_ids: uuids().orDefault().computed(),
    due_on: day().orNull().computed(),
    progress: text().orDefault().computed(),
    closure: text().orDefault().computed(),
    ended: bool().orDefault().computed(),
    sort_no: text().orNull().computed(),
  }),
  measure: table(
    'id',
    {
      id: uuid(),
      problem_id: uuid(),
      no: int(),
      text: text('内容'),
      kind: text('类别').orNull(),
      unit_id: named('责任单位').orNull(),
      person_id: named('责任人').orNull(),
      deadline_raw: text('时限原文').orNull(),
      due_on: day('最后日期').orNull(),
      result: text('应见成果').orNull(),
      started_on: day('启动日期').orNull(),
      done_on: day('完成日期').orNull(),
      removed_on: day('取消日期').orNull(),
    },
    { line: { word: '措施', no: 'no' } },
  ),
  milestone: table(
    'id',
    {
      id: uuid(),
      measure_id: uuid(),
      no: int(),
      text: text('内容'),
      due_on: day('最后日期').orNull(),
      reached_on: day('达到日期').orNull(),
      removed_on: day('取消日期').orNull(),
    },
    { line: { word: '节点', no: 'no' } },
  ),
  /** A point inherits the measures of its problem; how far it is with each. */
  point_measure: table('point_id', {
    point_id: uuid(),
    measure_id: uuid(),
    started_on: day('启动日期').orNull(),
    done_on: day('完成日期').orNull(),
  }),
  /** Which file proves which measure. */
  measure_evidence: table('id', {
    id: uuid(),
    measure_id: uuid(),
    evidence_id: uuid(),
    person_id: named('关联人'),
    cycle: int(),
    linked_at: instant(),
    removed_at: instant('取消关联').orNull(),
    removed_by: named('取消关联人').orNull(),
  }),
  ledger_view: table('id', { id: uuid(), person_id: uuid(), name: text('视图名称'), query: text() }, { name: ['name'] }),
  // Lines of the ledger by reader, and how many stand alike: triggers keep them (migration 0008).
  ledger_reach: unrecordedTable({ key: uuid(), who: uuid() }),
  ledger_line: unrecordedTable({
    key: uuid(),
    is_reach: bool(),
    matter_id: uuid(),
    ...CLASSED,
    lead_unit_id: uuid().orNull(),
    leader_id: uuid().orNull(),
    lead_unit_ids: uuids(),
    leader_ids: uuids(),
    sort_no: text().orNull(),
  }),
  ledger_tally: unrecordedTable({
    reach: uuid(),
    part: text(),
    holder_id: uuid().orNull(),
    ...CLASSED,
    n: int(),
    folded: bool(),
  }),
  ledger_today: unrecordedTable({
    reach: uuid(),
    part: text(),
    holder_id: uuid().orNull(),
    level: text(),
    source_id: uuid().orNull(),
    round: text().orNull(),
    progress: text().orNull(),
    closure: text().orNull(),
    ended: bool().orNull(),
    due_on: day().orNull(),
    next_due_on: day().orNull(),
    review_on: day().orNull(),
    missing: texts().orNull(),
    n: int(),
  }),
  ledger_day: unrecordedTable({ day: day(), soon_days: int() }),
}
