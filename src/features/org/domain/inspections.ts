/** Only the centre and the provinces hold inspections; a district's own work is never called 督察 (`domain.md` §1). */
export const INSPECTION_LEVELS = ['central', 'provincial'] as const
export type InspectionLevel = (typeof INSPECTION_LEVELS)[number]
export const INSPECTION_LEVEL_WORDS: Readonly<Record<InspectionLevel, string>> = { central: '中央', provincial: '省级' }

export const INSPECTION_KINDS = ['routine', 'lookback', 'special'] as const
export type InspectionKind = (typeof INSPECTION_KINDS)[number]
export const INSPECTION_KIND_WORDS: Readonly<Record<InspectionKind, string>> = {
  routine: '例行督察',
  lookback: '督察“回头看”',
  special: '专项督察',
}

/** Where problems come from. */
export const SOURCE_CLASSES = ['feedback', 'petition', 'film', 'special', 'audit', 'media', 'selfcheck', 'other'] as const
export type SourceClass = (typeof SOURCE_CLASSES)[number]
export const SOURCE_CLASS_WORDS: Readonly<Record<SourceClass, string>> = {
  feedback: '督察反馈',
  petition: '信访举报',
  film: '警示片',
  special: '专项检查',
  audit: '审计',
  media: '媒体曝光',
  selfcheck: '自查',
  other: '其他',
}
