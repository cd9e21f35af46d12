import { z } from 'zod'
import { Day } from '#kernel/days.ts'
import { Instant, Text, trimmedText, verbatim, code } from '#kernel/fields.ts'
import { done, endpoint, nothing } from '#kernel/endpoint.ts'
import { COMPLAINANT_KINDS } from '#kernel/rooms/complainants.ts'
import { INTAKE_STATES, IntakeId } from '#kernel/rooms/intake.ts'
import { MatterId, PARTS } from '#kernel/rooms/matters.ts'
import { JobView } from '#features/jobs/jobs.contract.ts'
import { job } from '#kernel/job.ts'
import { JobId } from '#kernel/rooms/jobs.ts'
import { PersonId, SourceId, UnitId } from '#kernel/rooms/org.ts'
import { KNOWN_NAME_KINDS } from '#kernel/rooms/org-tables.ts'
import { FIELD_KEYS, TABLE_KINDS } from './domain/columns/fields.ts'
import { CHANGE_KEYS } from './domain/plan/change-keys.ts'
import { COMPLAINANTS_COLUMN, LAYOUTS, OTHER_ROWS } from './domain/read/recognised.ts'

/** What the reader noticed of a file, by its own name. */
const NoticeKind = code(/^[A-Z_]{2,40}$/)
const ColumnIndex = code(/^\d{1,4}$/)
/** A fact or part of a problem. */
const Key = z.enum(CHANGE_KEYS)
const params = z.strictObject({ intakeId: IntakeId })

/** What a file became: the sum holds, and every refusal says where and why. */
export const Receipt = z.object({
  read: z.int(),
  added: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  refused: z.int(),
})
export type Receipt = z.output<typeof Receipt>

const Summary = z.object({
  id: IntakeId,
  fileName: Text,
  bytes: z.int(),
  state: z.enum(INTAKE_STATES),
  by: Text,
  at: Instant,
  receipt: Receipt.nullable(),
  /** Why an unreadable file is refused, and how to mend it. */
  refusal: z.object({ kind: NoticeKind, message: Text }).nullable(),
})

export const uploadEndpoint = endpoint({
  method: 'post',
  path: '/intake',
  title: '上传台账文件',
  action: 'intake.import',
  once: true,
  params: nothing,
  input: z.strictObject({ name: trimmedText(200).min(1) }),
  reply: Summary,
  body: 'bytes',
})

export const listIntakesEndpoint = endpoint({
  method: 'get',
  path: '/intake',
  title: '导入记录',
  action: 'intake.import',
  params: nothing,
  input: nothing,
  /** `importing`: a job is writing it into the ledger, or about to. */
  reply: z.object({ intakes: z.array(Summary.extend({ importing: z.boolean() })) }),
})

/** What came in lately, with receipts that add up; for the office's first page. */
export const lastImportsEndpoint = endpoint({
  method: 'get',
  path: '/intake-imports',
  title: '最近导入',
  action: 'desk.officer',
  params: nothing,
  input: nothing,
  reply: z.object({
    imports: z.array(
      z.object({
        id: IntakeId,
        fileName: Text,
        by: Text,
        at: Instant,
        source: Text.nullable(),
        receipt: z.object({ read: z.int(), added: z.int(), updated: z.int(), unchanged: z.int(), refused: z.int() }),
      }),
    ),
  }),
})
export type LastImport = z.output<typeof lastImportsEndpoint.reply>['imports'][number]

/** What a person decided about a file so far; kept with the file, so that a half-finished import survives. */
export const Choices = z.strictObject({
  sourceId: SourceId.nullable().optional(),
  /** From which day on deadlines like 收到反馈后 run; without it the day of the import. */
  receivedOn: Day.optional(),
  tables: z
    .array(
      z.strictObject({
        table: z.int().min(0),
        leftOut: z.boolean().optional(),
        columns: z.record(ColumnIndex, z.enum([...FIELD_KEYS, COMPLAINANTS_COLUMN]).nullable()).optional(),
      }),
    )
    .max(100)
    .optional(),
  names: z
    .array(
      z.strictObject({
        kind: z.enum(KNOWN_NAME_KINDS),
        raw: verbatim(200),
        unitId: UnitId.optional(),
        personId: PersonId.optional(),
      }),
    )
    .max(2000)
    .optional(),
  /** Where a sheet says otherwise than a person decided here, and the sheet's word is taken: of single facts and parts, or of all. */
  taken: z
    .array(z.strictObject({ matterId: MatterId, key: Key }))
    .max(5000)
    .optional(),
  takesAll: z.boolean().optional(),
})
export type Choices = z.output<typeof Choices>

const Issue = z.object({ row: z.int(), column: Text.nullable(), message: Text })
/** A row of totals, added up again: `differs` says which figures are wrong and what they should be. */
const CheckedTotal = z.object({ row: z.int(), figures: z.int(), differs: z.array(Text) })
const SEALED_BY = ['head', 'beside', 'cells', 'person'] as const
const WHY = ['synonym', 'ending', 'parts', 'cells', 'counting', 'person'] as const
const Change = z.object({ key: Key, label: Text, before: Text, after: Text })
export const OUTCOMES = ['added', 'updated', 'unchanged', 'refused'] as const
export type Outcome = (typeof OUTCOMES)[number]

const PreviewRow = z.object({
  sheet: Text,
  row: z.int(),
  outcome: z.enum(OUTCOMES),
  title: Text,
  deadline: Text,
  dueOn: Day.nullable(),
  issues: z.array(Issue),
  changes: z.array(Change),
  /** What the sheet says otherwise than a person decided here; ours stays unless `taken`. */
  conflicts: z.array(Change.extend({ taken: z.boolean() })),
  /** Who would hold which part, as they are called here; a text is nobody of ours yet. */
  holders: z.array(z.object({ part: z.enum(PARTS), names: z.array(z.object({ name: Text, known: z.boolean() })) })),
  /** The measures as the cell was parted into them. */
  measures: z.array(Text),
  /** Amounts and counts of columns outside the fields. */
  figures: z.array(z.object({ head: Text, words: Text })),
  /** The problem this row became or belongs to; before the import of a new one nothing. */
  matterId: MatterId.nullable(),
})
export type PreviewRow = z.output<typeof PreviewRow>

const PreviewTable = z.object({
  table: z.int(),
  /** Where it stands in the file; null where it has no rows. */
  sheet: Text.nullable(),
  kind: z.enum(TABLE_KINDS),
  title: Text.nullable(),
  layout: z.enum(LAYOUTS),
  importable: z.boolean(),
  leftOut: z.boolean(),
  rows: z.int(),
  columns: z.array(
    z.object({
      index: z.int(),
      header: Text,
      field: z.enum(FIELD_KEYS).nullable(),
      /** By which evidence the column was taken for the field, and the words it rests on. */
      why: z.object({ by: z.enum(WHY), words: Text }).nullable(),
      /** Nothing of a sealed column is sent. */
      samples: z.array(Text),
      sealed: z.object({ kind: z.enum(COMPLAINANT_KINDS), by: z.enum(SEALED_BY) }).nullable(),
      corrected: z.boolean(),
    }),
  ),
  /** What will be sealed: whole cells of a column, or pieces of its texts. */
  sealing: z.array(z.object({ head: Text, kind: z.enum(COMPLAINANT_KINDS), inText: z.boolean(), cells: z.int() })),
  /** Rows of the sheet that are no records, the first 500; with the records they account for all. */
  others: z.array(z.object({ row: z.int(), as: z.enum(OTHER_ROWS), text: Text })),
  otherCounts: z.array(z.object({ as: z.enum(OTHER_ROWS), rows: z.int() })),
  totals: z.array(CheckedTotal),
  issues: z.array(Issue),
})

export const previewEndpoint = endpoint({
  method: 'get',
  path: '/intake/:intakeId',
  title: '导入预览',
  action: 'intake.import',
  params,
  /** Rows of one outcome, or all, a page at a time. */
  input: z.strictObject({ outcome: z.enum(OUTCOMES).optional(), page: z.coerce.number().int().min(1).default(1) }),
  reply: Summary.extend({
    choices: Choices,
    tables: z.array(PreviewTable),
    notices: z.array(z.object({ kind: NoticeKind, message: Text })),
    /** What a commit would do now; the same words as the receipt. */
    plan: Receipt,
    /** In how many facts and parts the file says otherwise than people decided here. */
    conflicts: z.int(),
    rows: z.array(PreviewRow),
    pages: z.int(),
    /** Names in the sheet that are nobody's here: chosen once, remembered. */
    names: z.array(z.object({ kind: z.enum(KNOWN_NAME_KINDS), raw: Text, count: z.int(), candidates: z.array(Text) })),
    /** Why it cannot be committed yet. */
    blockingReasons: z.array(Text),
  }),
})
export type Preview = z.output<typeof previewEndpoint.reply>

export const chooseEndpoint = endpoint({
  method: 'post',
  path: '/intake/:intakeId/choices',
  title: '更正导入',
  action: 'intake.import',
  params,
  input: Choices,
  reply: done,
})

/** Writing a file into the ledger, all rows or none. */
export const commitJob = job({
  name: 'intake.commit',
  title: '导入台账',
  action: 'intake.import',
  input: z.strictObject({ intakeId: IntakeId }),
  result: Receipt,
})

export const commitIntakeEndpoint = endpoint({
  method: 'post',
  path: '/intake/:intakeId/commit',
  title: '确认导入',
  action: 'intake.import',
  params,
  input: nothing,
  /** The job that does it; where there is no queue (command line) it is done already, with its receipt. */
  reply: z.object({ job: JobId.nullable(), receipt: Receipt.nullable() }),
})

/** How its import stands: cheap, for a page that watches it. */
export const intakeJobEndpoint = endpoint({
  method: 'get',
  path: '/intake/:intakeId/job',
  title: '导入进度',
  action: 'intake.import',
  params,
  input: nothing,
  reply: z.object({ job: JobView.nullable() }),
})

export const cancelCommitEndpoint = endpoint({
  method: 'post',
  path: '/intake/:intakeId/cancel-commit',
  title: '取消导入',
  action: 'intake.import',
  params,
  input: nothing,
  reply: done,
})

export const discardIntakeEndpoint = endpoint({
  method: 'post',
  path: '/intake/:intakeId/discard',
  title: '放弃导入',
  action: 'intake.import',
  params,
  input: nothing,
  reply: done,
})
