import type { Generated, JSONColumnType } from 'kysely'

type Json<T> = JSONColumnType<T & object>

/** Tables of measures, evidence, close-outs and look-backs. */
export interface ProvingTables {
  milestone: {
    id: string
    measure_id: string
    no: number
    text: string
    due_on: string | null
    reached_on: string | null
    removed_on: string | null
  }
  point_measure: { point_id: string; measure_id: string; started_on: string | null; done_on: string | null }
  evidence: {
    id: string
    matter_id: string
    purpose: Generated<string>
    file_hash: string
    file_name: string
    file_bytes: number
    kind: string
    media_type: string
    pages: number | null
    width: number | null
    height: number | null
    taken_at: Date | null
    taken_from: string | null
    effective_on: string | null
    side: string | null
    pair: string | null
    note: string | null
    person_id: string
    cycle: number
    received_at: Date
    taken_down_at: Date | null
    taken_down_by: string | null
    taken_down_reason: string | null
  }
  camera_pass: { token_hash: string; person_id: string; matter_id: string; created_at: Date; expires_at: Date }
  measure_evidence: {
    id: string
    measure_id: string
    evidence_id: string
    person_id: string
    cycle: number
    linked_at: Date
    removed_at: Date | null
    removed_by: string | null
  }
  progress_report: {
    id: string
    matter_id: string
    measure_id: string
    cycle: number
    reported_on: string
    state: string
    done_text: string
    delay_reason: string | null
    difficulty: string | null
    next_step: string | null
    person_id: string
    at: Date
  }
  closeout: {
    id: string
    matter_id: string
    cycle: number
    chain: Json<object>
    chain_version: number
    statement: string
    lasting_mechanism: string | null
    completed_on: string
    applied_by: string
    applications: Generated<number>
    returns: Generated<number>
    begun_at: Date
    closed_on: string | null
    filed_on: string | null
    revoked_on: string | null
    revoke_kind: string | null
    revoke_reason: string | null
  }
  closeout_seal: { closeout_id: string; hash: string; facts: Json<object> }
  closeout_entry: {
    id: string
    closeout_id: string
    seq: number
    step: string
    act: string
    verdict: string | null
    signatory_id: string | null
    recorder_id: string | null
    signed_on: string
    text: string | null
    scan_id: string | null
    seal: string | null
    facts: Json<object>
    at: Date
    voided_at: Date | null
    void_reason: string | null
  }
  notice_objection: {
    id: string
    closeout_id: string
    received_on: string
    text: string
    answer: string | null
    answered_on: string | null
    upheld: boolean | null
    recorded_by: string
  }
  lookback: {
    id: string
    name: string
    scope: Json<object>
    started_on: string
    due_on: string
    note: string | null
    ended_on: string | null
    person_id: string
  }
  lookback_item: {
    id: string
    lookback_id: string
    matter_id: string
    unit_id: string | null
    person_id: string | null
    result: string | null
    found: string | null
    visited_on: string | null
    visitors: string | null
    evidence_ids: Generated<string[]>
    recorded_by: string | null
    recorded_at: Date | null
    outcome: string | null
    outcome_reason: string | null
    decided_by: string | null
    decided_at: Date | null
  }
}
