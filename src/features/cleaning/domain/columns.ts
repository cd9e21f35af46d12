import type { Column } from '#kernel/columns.ts'
import { type TableName, tableOf } from '#kernel/rooms.ts'

/** Texts that tell what somebody complains of; in the others somebody who answers for the matter writes. */
const COMPLAINTS: Readonly<Record<string, readonly string[]>> = {
  matter: ['title'],
  problem: ['wording', 'task', 'point', 'remark'],
  intake: ['file_name'],
  evidence: ['file_name'],
}
/** Texts that are no words of people: hashes, addresses, codes. */
const CODES = /(?:^|_)(?:hash|seal|key|kind|type|state|scope|query|login|initials|fingerprint)$|^step$/u
/** JSON in which texts of people stand. */
const DOCUMENTS: Readonly<Record<string, readonly string[]>> = {
  closeout_seal: ['facts'],
  closeout_entry: ['facts'],
  intake_row: ['issues'],
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
  event_redaction: 'hashes',
  checkpoint_key: 'public keys',
  cleaning_report: 'counts',
  cleaning_state: 'counts',
  job_progress: 'phases of jobs',
  migration: 'of the program',
  jurisdiction: 'of the program',
  place_version: 'of the program',
}

const isWords = (name: string, { spec }: Column) =>
  spec.sql === 'text' && spec.shownAs === null && (spec.recorded === 'yes' || spec.recorded === 'no') && !CODES.test(name)

/** The columns of a table in which words of people stand. */
export const textColumnsOf = (table: string): string[] =>
  Object.entries(tableOf(table)?.columns ?? {}).flatMap(([name, column]) => (isWords(name, column) ? [name] : []))
export const documentsOf = (table: string): readonly string[] => DOCUMENTS[table] ?? []
export const isComplaint = (table: string, column: string): boolean => COMPLAINTS[table]?.includes(column) ?? false

/** How a column is called in reports and in the sealed store. */
export const wordOf = (table: string, column: string): string => tableOf(table)?.columns[column]?.spec.label ?? column
