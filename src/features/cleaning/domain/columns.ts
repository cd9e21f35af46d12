import type { Column, SqlType } from '#kernel/columns.ts'
import { type TableName, tableOf } from '#kernel/rooms.ts'

/** Texts that tell what somebody complains of; in the others somebody who answers for the matter writes. */
const COMPLAINTS: Readonly<Record<string, readonly string[]>> = {
  matter: ['title'],
  problem: ['wording', 'task', 'point', 'remark'],
  intake: ['file_name'],
  evidence: ['file_name'],
}
/** Texts that are no words of people: hashes, addresses, codes. */
const CODES = /(?:^|_)(?:hash|seal|key|type|state|scope|query|login|initials|fingerprint)$|^step$/u
const isCode = (table: string, name: string) => CODES.test(name) || (table === 'matter' && name === 'kind')
/** JSON and lists in which texts of people stand. */
const DOCUMENTS: Readonly<Record<string, readonly string[]>> = {
  problem: ['problem_types', 'deadline'],
  closeout_seal: ['facts'],
  closeout_entry: ['facts'],
}
/** JSON and lists of cleaned tables that hold none, and why. @internal a test holds it against all tables */
export const NO_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  problem: { raw: 'cleaned by the heads of its sheet', missing: 'computed', decided: 'names of facts and parts' },
  closeout: { chain: 'steps as they are set up' },
  intake: { choices: 'columns and sources', receipt: 'counts' },
  lookback: { scope: 'filters' },
  chain_proposal: { steps: 'steps as they are set up' },
}

/** Tables in which words of people stand, by which column their rows belong to a matter; null: to none. */
export const CLEANED = {
  matter: 'id',
  problem: 'matter_id',
  responsibility: 'matter_id',
  measure: 'problem_id',
  milestone: 'measure_id',
  evidence: 'matter_id',
  progress_report: 'matter_id',
  closeout: 'matter_id',
  closeout_entry: 'closeout_id',
  closeout_seal: 'closeout_id',
  notice_objection: 'closeout_id',
  lookback_item: 'matter_id',
  intake: null,
  lookback: null,
  chain_proposal: null,
} as const satisfies Readonly<Partial<Record<TableName, string | null>>>
export type CleanedTable = keyof typeof CLEANED

/** Tables that hold no words about a matter, and why. @internal a test holds it against all tables */
export const EXEMPT: Readonly<Partial<Record<TableName, string>>> = {
  matter_number: 'numbers of cases',
  unit: 'the directory',
  person: 'the directory: who works here',
  duty: 'the directory',
  account: 'the directory',
  password_history: 'hashes',
  activation: 'accounts that wait for a second person',
  api_token: 'hashes, and what the directory calls them',
  second_factor_draft: 'log-ins under way',
  idempotency: 'replies to acts that create, for a short while: written after sealing',
  login_count: 'addresses of log-ins',
  session: 'hashes and addresses',
  inspection: 'names of inspections',
  source: 'names of sources',
  setting: 'settings',
  known_name: 'names of units and persons that a sheet writes otherwise: the report says where one is a complainant’s',
  holiday_year: 'the calendar',
  holiday: 'the calendar',
  ledger_view: 'names and filters of views',
  ledger_line: 'computed from the problem',
  ledger_tally: 'computed from the problem',
  ledger_today: 'computed from the problem',
  intake_row: 'cleaned by the heads of its sheet',
  participant: 'ids',
  camera_pass: 'hashes',
  export_file: 'taken away',
  event: 'redacted',
  event_seal: 'hashes',
  verification: 'what did not agree, without names',
  event_redaction: 'hashes',
  checkpoint_key: 'public keys',
  cleaning_report: 'counts',
  cleaning_state: 'counts',
  job_progress: 'phases of jobs',
  migration: 'of the program',
  jurisdiction: 'of the program',
  place_version: 'of the program',
}

const isWords = (table: string, name: string, { spec }: Column) =>
  spec.sql === 'text' && spec.shownAs === null && (spec.recorded === 'yes' || spec.recorded === 'no') && !isCode(table, name)

/** The columns of a table in which words of people stand. @internal a test holds all tables against them */
export const textColumnsOf = (table: string): string[] =>
  Object.entries(tableOf(table)?.columns ?? {}).flatMap(([name, column]) => (isWords(table, name, column) ? [name] : []))

const COLUMNS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.keys(CLEANED).map((table) => [table, [...textColumnsOf(table), ...(DOCUMENTS[table] ?? [])]]),
)
/** The columns of a table that are cleaned, in its rows and in what events hold of them. */
export const cleanedColumnsOf = (table: string): readonly string[] => COLUMNS.get(table) ?? []
/** Whether a column that an event holds is cleaned; one that is no more, in no row, always. */
export const isCleaned = (table: string, column: string): boolean =>
  tableOf(table)?.columns[column] === undefined || cleanedColumnsOf(table).includes(column)
export const sqlTypeOf = (table: string, column: string): SqlType | undefined => tableOf(table)?.columns[column]?.spec.sql
/** A telephone that is the complainant's is none of whoever answers for the matter: no mark says that there is one. */
export const isHolderPhone = (table: string, column: string): boolean => table === 'responsibility' && column === 'phone'
export const isComplaint = (table: string, column: string): boolean => COMPLAINTS[table]?.includes(column) ?? false

/** How a column is called in reports and in the sealed store. */
export const wordOf = (table: string, column: string): string => tableOf(table)?.columns[column]?.spec.label ?? UNLABELLED[column] ?? column
const UNLABELLED: Readonly<Record<string, string>> = { deadline: '整改时限', facts: '所见材料', issues: '未导入的原因' }
