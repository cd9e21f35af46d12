import type { ProvingTables } from './tables-proving.ts'
import type { ColumnType, Generated, JSONColumnType } from 'kysely'

/** A column the database fills in when it is left out, but that may be given. */
type Json<T> = JSONColumnType<T & object>
type JsonOrNull<T> = ColumnType<(T & object) | null, string | null, string | null>

export interface Tables extends ProvingTables {
  unit: {
    id: string
    parent_id: string | null
    kind: string
    name: string
    short_name: string | null
    aliases: Generated<string[]>
    initials: Generated<string>
    sort: Generated<number>
    ended_on: string | null
  }
  person: {
    id: string
    name: string
    initials: string
    post: string | null
    unit_id: string
    phone: string | null
    ended_on: string | null
  }
  duty: { id: string; person_id: string; unit_id: string; role: string; from_on: string; to_on: string | null }
  account: { person_id: string; login: string; password_hash: string; must_change: boolean; disabled_at: Date | null }
  session: { token_hash: string; person_id: string; created_at: Date; seen_at: Date; expires_at: Date }
  inspection: {
    id: string
    level: string
    kind: string
    name: string
    round: string | null
    batch: string | null
    province: string | null
    entry_on: string | null
    exit_on: string | null
    feedback_on: string | null
  }
  source: { id: string; name: string; class: string; inspection_id: string | null }
  setting: { key: string; scope: Generated<string>; version: number; value: ColumnType<unknown, string, string> }
  known_name: { kind: string; raw: string; target_id: string | null }
  matter: {
    id: string
    kind: string
    title: string
    state: string
    cycle: Generated<number>
    step: string | null
    version: Generated<number>
    due_on: string | null
    done_on: string | null
    place: string | null
    search_text: string
    search: string
    created_at: Date
  }
  matter_number: { matter_id: string; issuer: string; source_id: string | null; no: string }
  responsibility: {
    id: string
    matter_id: string
    part: string
    unit_id: string | null
    person_id: string | null
    holder_text: string | null
    phone: string | null
    sort: Generated<number>
    from_on: string
    to_on: string | null
  }
  intake: {
    id: string
    file_name: string
    file_hash: string
    file_bytes: number
    state: string
    source_id: string | null
    choices: Json<object>
    receipt: JsonOrNull<object>
    person_id: string
    created_at: Date
    committed_at: Date | null
  }
  intake_row: {
    intake_id: string
    seq: number
    sheet: string
    row: number
    outcome: string
    matter_id: string | null
    raw: Json<object>
    issues: Json<object>
  }
  problem: {
    matter_id: string
    level: string
    parent_id: string | null
    source_id: string | null
    round: string | null
    category: string | null
    problem_types: string[]
    wording: string | null
    wording_hash: string
    task: string | null
    point: string | null
    region: string | null
    target: string | null
    progress_text: string | null
    remark: string | null
    received_on: string
    deadline_raw: string | null
    deadline: JsonOrNull<object>
    confirmed_on: string | null
    review_on: string | null
    declared: string | null
    declared_raw: string | null
    declared_on: string | null
    raw: Json<object>
    intake_id: string | null
    intake_at: string | null
    measures_total: Generated<number>
    measures_started: Generated<number>
    measures_done: Generated<number>
    next_due_on: string | null
    missing: Generated<string[]>
    holder_units: Generated<string[]>
    holder_persons: Generated<string[]>
    lead_unit_id: string | null
    leader_id: string | null
    due_on: string | null
    progress: Generated<string>
    closure: Generated<string>
    ended: Generated<boolean>
    sort_no: string | null
  }
  measure: {
    id: string
    problem_id: string
    no: number
    text: string
    kind: string | null
    unit_id: string | null
    person_id: string | null
    deadline_raw: string | null
    due_on: string | null
    result: string | null
    started_on: string | null
    done_on: string | null
    removed_on: string | null
  }
  ledger_view: { id: string; person_id: string; name: string; query: string }
  event: {
    id: Generated<string>
    at: Date
    actor_id: string | null
    act: string
    subject: string
    reason: string | null
    request: string
    changes: Json<object>
    hash: string
  }
  event_seal: { seq: string; event_id: string; chain: string }
  holiday: { day: string; kind: string; name: string; year: number }
  holiday_year: { year: number; source: string; loaded_at: Generated<Date> }
}
