import type { RefusalWords } from '../refusals.ts'

export const EVIDENCE_REFUSALS = {
  'evidence.not-found': { status: 404, say: '没有这份材料，或您无权查看' },
  'evidence.unfit': { status: 422, say: '{message}' },
  'evidence.settled': { status: 409, say: '该问题已销号，整改佐证不能再增减或改动；确需改动请先撤销销号' },
  'evidence.taken-down': { status: 409, say: '这份材料已于 {at} 由 {who} 撤下' },
  'evidence.relied': {
    status: 409,
    say: '已有签署的意见、现场核查或“回头看”结论以这份材料为据，不能撤下；意见确需更正的，请先退回到该环节',
  },
  'evidence.not-yours': { status: 403, say: '只能撤下本人或本单位上传的材料；确需撤下请联系专班' },
  'evidence.file-missing': {
    status: 404,
    say: '「{name}」的原件不在文件存储中（可能是存储盘未挂载或备份没有恢复）。请系统管理员从备份恢复 files 文件夹中的 {hash}',
  },
  'evidence.no-picture': { status: 404, say: '「{name}」不是图片，请下载原件查看' },
  'camera.expired': { status: 401, say: '手机拍照二维码已过期，请在电脑上重新生成二维码后再扫' },
  'camera.elsewhere': { status: 403, say: '手机拍照二维码只能为一个问题上传照片；办理其他事项请登录' },
} as const satisfies RefusalWords
