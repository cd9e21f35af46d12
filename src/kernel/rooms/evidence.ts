import { z } from 'zod'
import { choice, day, instant, int, named, table, text, unrecordedTable, uuid } from '../columns.ts'
import type { Room } from '../declaration.ts'

/** One type per kind of id: a unit id where a matter id belongs does not compile. */
export const EvidenceId = z.guid().brand<'EvidenceId'>()
export type EvidenceId = z.infer<typeof EvidenceId>

/** What a file may be, by its content. */
export const EVIDENCE_KINDS = ['image', 'pdf', 'document', 'sheet', 'video', 'archive'] as const
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number]
export const EVIDENCE_KIND_WORDS: Readonly<Record<EvidenceKind, string>> = {
  image: '图片',
  pdf: 'PDF 文件',
  document: '文档',
  sheet: '表格',
  video: '视频',
  archive: '压缩包',
}

/** What a file is kept for. */
export const PURPOSES = ['proof', 'verification', 'opinion', 'notice', 'filing', 'lookback'] as const
export type Purpose = (typeof PURPOSES)[number]
export const PURPOSE_WORDS: Readonly<Record<Purpose, string>> = {
  proof: '整改佐证',
  verification: '现场核查',
  opinion: '签批原件',
  notice: '公示材料',
  filing: '备案材料',
  lookback: '“回头看”佐证',
}

export const SIDES = ['before', 'after'] as const
export type Side = (typeof SIDES)[number]
export const SIDE_WORDS: Readonly<Record<Side, string>> = { before: '整改前', after: '整改后' }

/** Whether the camera or a person says when a picture was taken. */
export const TAKEN_FROM = ['camera', 'person'] as const
export type TakenFrom = (typeof TAKEN_FROM)[number]
export const TAKEN_FROM_WORDS: Readonly<Record<TakenFrom, string>> = { camera: '照片自带', person: '人工填写' }

export const evidence = {
  name: 'evidence',
  title: '佐证',
  grants: {
    'evidence.view': { officer: 'all', supervisor: 'all', handler: 'own-unit', head: 'own-unit', leader: 'own-unit', verifier: 'own-unit' },
    'evidence.add': { officer: 'all', supervisor: 'all', handler: 'own-unit', head: 'own-unit', verifier: 'own-unit' },
    'evidence.describe': { officer: 'all', supervisor: 'all', handler: 'own-unit', head: 'own-unit', verifier: 'own-unit' },
    'evidence.take-down': { officer: 'all', handler: 'own-unit', head: 'own-unit' },
  },
  refusals: {
    'evidence.not-found': { status: 404, message: '没有这份材料，或您无权查看' },
    'evidence.unfit': { status: 422, message: '{message}' },
    'evidence.settled': { status: 409, message: '该事项已销号，整改佐证不能再增减或改动；确需改动请先撤销销号' },
    'evidence.taken-down': { status: 409, message: '这份材料已于 {at} 由 {who} 撤下' },
    'evidence.relied': {
      status: 409,
      message: '已有签署的意见、现场核查或“回头看”结论以这份材料为据，不能撤下；意见确需更正的，请先退回到该环节',
    },
    'evidence.describe-relied': {
      status: 409,
      message:
        '申请、核查、意见或“回头看”结论已以这份材料为据，拍摄时间、材料日期、说明和前后对照不能再改；确需更正的，请先撤回申请或退回，再由上传人改正',
    },
    'evidence.describe-other': {
      status: 403,
      message: '材料的日期、说明和前后对照由上传人{who}填写；您可以另行上传材料，或请上传人改正',
    },
    'evidence.not-yours': { status: 403, message: '只能撤下本人或本单位上传的材料；确需撤下请联系专班' },
    'evidence.file-missing': {
      status: 404,
      message:
        '「{name}」的原件不在文件存储中（可能是存储盘未挂载或备份没有恢复）。请系统管理员用 bihuan restore 备份文件夹 --originals 从备份补回 {hash}',
    },
    'evidence.no-picture': { status: 404, message: '「{name}」不是图片，请下载原件查看' },
    'camera.expired': { status: 401, message: '手机拍照二维码已过期，请在电脑上重新生成二维码后再扫' },
    'camera.elsewhere': { status: 403, message: '手机拍照二维码只能为一个问题上传照片；办理其他事项请登录' },
  },
  settings: {
    'evidence.max-mb': {
      title: '单个佐证文件上限',
      help: '超过的文件在上传之前即提示',
      unit: 'MB',
      shape: z.int().min(1).max(40),
      standard: 40,
      scopes: ['place'],
    },
    'evidence.kinds': {
      title: '可上传的佐证类型',
      help: '按文件内容识别，不看扩展名',
      options: EVIDENCE_KIND_WORDS,
      shape: z.array(z.enum(EVIDENCE_KINDS)).min(1),
      standard: ['image', 'pdf', 'document', 'sheet', 'video', 'archive'],
      scopes: ['place'],
    },
  },
  acts: {
    'evidence.add': '上传佐证',
    'evidence.describe': '填写佐证说明',
    'evidence.take-down': '撤下佐证',
  },
  tables: {
    evidence: table('id', {
      id: uuid(),
      matter_id: uuid(),
      purpose: choice('用途', PURPOSE_WORDS).orDefault(),
      file_hash: text('SHA-256'),
      file_name: text('文件名'),
      file_bytes: int('字节数'),
      kind: choice('文件类型', EVIDENCE_KIND_WORDS),
      media_type: text(),
      pages: int('页数').orNull(),
      width: int().orNull(),
      height: int().orNull(),
      taken_at: instant('拍摄时间').orNull(),
      taken_from: choice('拍摄时间来自', TAKEN_FROM_WORDS).orNull(),
      effective_on: day('材料日期').orNull(),
      side: choice('整改前后', SIDE_WORDS).orNull(),
      pair: uuid().orNull(),
      note: text('说明').orNull(),
      person_id: named('上传人'),
      cycle: int(),
      received_at: instant(),
      taken_down_at: instant('撤下时间').orNull(),
      taken_down_by: named('撤下人').orNull(),
      taken_down_reason: text('撤下原因').orNull(),
    }),
    camera_pass: unrecordedTable({
      token_hash: text(),
      person_id: uuid(),
      matter_id: uuid(),
      created_at: instant(),
      expires_at: instant(),
    }),
  },
} as const satisfies Room
