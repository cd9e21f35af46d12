import { z } from 'zod'

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

export const EVIDENCE_SETTINGS = {
  'evidence.max-mb': {
    title: '单个佐证文件上限',
    help: '超过的文件在上传之前即提示',
    unit: 'MB',
    shape: z.int().min(1).max(40),
    standard: 40,
  },
  'evidence.kinds': {
    title: '可上传的佐证类型',
    help: '按文件内容识别，不看扩展名',
    options: EVIDENCE_KIND_WORDS,
    shape: z.array(z.enum(EVIDENCE_KINDS)).min(1),
    standard: ['image', 'pdf', 'document', 'sheet', 'video', 'archive'],
  },
} as const
