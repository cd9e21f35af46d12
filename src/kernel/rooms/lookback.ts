import { z } from 'zod'
import { choice, day, instant, json, named, table, text, uuid, uuids } from '../columns.ts'
import type { Room } from '../declaration.ts'

/** One type per kind of id: a unit id where a matter id belongs does not compile. */
export const LookbackId = z.guid().brand<'LookbackId'>()
export type LookbackId = z.infer<typeof LookbackId>
export const LookbackItemId = z.guid().brand<'LookbackItemId'>()
export type LookbackItemId = z.infer<typeof LookbackItemId>

/** What was found when a closure was looked at again (rules.md R-61). */
export const LOOKBACK_RESULTS = ['stable', 'loosened', 'rebound', 'false', 'unverifiable'] as const
export type LookbackResult = (typeof LOOKBACK_RESULTS)[number]
export const LOOKBACK_RESULT_WORDS: Readonly<Record<LookbackResult, string>> = {
  stable: '稳定',
  loosened: '松动',
  rebound: '反弹',
  false: '虚假',
  unverifiable: '无法核实',
}

export const OUTCOMES = ['verified', 'reopened'] as const
export type Outcome = (typeof OUTCOMES)[number]
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = { verified: '核实确认', reopened: '重新整改' }

export const lookback = {
  name: 'lookback',
  title: '“回头看”',
  grants: {
    'lookback.view': { officer: 'all', supervisor: 'all', handler: 'own-unit', head: 'own-unit', leader: 'own-unit', verifier: 'own-unit' },
    'lookback.manage': { officer: 'all' },
    'lookback.record': { officer: 'all', supervisor: 'all', handler: 'own-unit', head: 'own-unit', verifier: 'own-unit' },
    'lookback.decide': { officer: 'all' },
  },
  refusals: {
    'lookback.not-found': { status: 404, message: '没有这次“回头看”，或您无权查看' },
    'lookback.item-not-found': { status: 404, message: '没有这一项“回头看”，或您无权查看' },
    'lookback.changed': { status: 409, message: '已于 {at} 被 {who} 改动，请核对最新内容后再办理' },
    'lookback.due-past': { status: 422, message: '截止日期不能早于今天（{today}）' },
    'lookback.scope-changed': { status: 409, message: '范围内现有 {found} 项，与您看到的 {expected} 项不同，请核对后再确认' },
    'lookback.empty': { status: 422, message: '范围内没有可以列入的事项，请放宽范围，或先导入原台账' },
    'lookback.ended': { status: 409, message: '这次“回头看”已于 {on} 结束，不能再{act}' },
    'lookback.decided': { status: 409, message: '「{title}」已经处理（{outcome}），不能再{act}' },
    'lookback.own-unit': { status: 422, message: '「{title}」由{unit}牵头整改，不能由责任单位自己“回头看”，请改派其他单位' },
    'lookback.not-yours': { status: 403, message: '这一项由{who}核查，您不能登记结果；需要改派请联系专班' },
    'lookback.own-work': { status: 403, message: '您办理过该问题的整改（填报、上传佐证或申请销号），不能自己“回头看”，请由他人登记' },
    'lookback.doer': { status: 403, message: '您所在单位是该问题的责任单位，不能由责任单位自己“回头看”，请由核查单位登记' },
    'lookback.visit-day': { status: 422, message: '核查日期不能晚于今天（{today}）' },
    'lookback.no-proof': { status: 422, message: '请至少选择一份“回头看”材料；确实无法核实的，结果选“无法核实”并写明原因' },
    'lookback.bad-proof': { status: 422, message: '所选材料中有 {count} 份不是该问题的“回头看”材料，或已撤下，请重新选择' },
    'lookback.not-recorded': { status: 422, message: '「{title}」还没有登记结果，不能处理' },
    'lookback.same-person': { status: 422, message: '结果由您登记，须由另一名专班成员处理' },
    'lookback.proof-gone': { status: 409, message: '登记结果所附材料已经撤下，请由核查人员补充材料、重新登记后再处理' },
    'lookback.wrong-ending': { status: 422, message: '结果为“{result}”的不能“{outcome}”；登记有误的，请先更正结果' },
    'lookback.needs-reason': { status: 422, message: '结果为“{result}”而“{outcome}”的，请写明原因' },
    'lookback.needs-limit': { status: 422, message: '重新整改的，请写明新的整改时限和依据（文件、文号或原因）' },
    'lookback.limit-past': { status: 422, message: '新的整改时限不能早于今天（{today}），请改正日期' },
    'lookback.nothing-stands': { status: 409, message: '「{title}」已经不在销号状态，没有可以确认的；请选择“重新整改”结束这一项' },
    'lookback.left': { status: 422, message: '还有 {left} 项没有处理，请写明提前结束的原因' },
    'lookback.proposal-changed': { status: 409, message: '可分派的现有 {found} 项，与您看到的 {expected} 项不同，请核对后再确认' },
  },
  acts: {
    'lookback.start': '发起“回头看”',
    'lookback.extend': '“回头看”重新取范围',
    'lookback.take-in': '列入“回头看”',
    'lookback.assign': '分派“回头看”',
    'lookback.record': '登记“回头看”结果',
    'lookback.decide': '处理“回头看”结果',
    'lookback.end': '结束“回头看”',
  },
  tables: {
    lookback: table(
      'id',
      {
        id: uuid(),
        name: text('“回头看”名称'),
        scope: json(),
        started_on: day('开始日期'),
        due_on: day('截止日期'),
        note: text('说明').orNull(),
        ended_on: day('结束日期').orNull(),
        person_id: named('发起人'),
      },
      { name: ['name'] },
    ),
    lookback_item: table('id', {
      id: uuid(),
      lookback_id: uuid(),
      matter_id: uuid(),
      unit_id: named('核查单位').orNull(),
      person_id: named('核查人').orNull(),
      result: choice('“回头看”结果', LOOKBACK_RESULT_WORDS).orNull(),
      found: text('核查情况').orNull(),
      visited_on: day('核查日期').orNull(),
      visitors: text('核查人员').orNull(),
      evidence_ids: uuids().orDefault(),
      recorded_by: named('登记人').orNull(),
      recorded_at: instant().orNull(),
      outcome: choice('处理', OUTCOME_WORDS).orNull(),
      outcome_reason: text('处理原因').orNull(),
      decided_by: named('处理人').orNull(),
      decided_at: instant().orNull(),
    }),
  },
} as const satisfies Room
