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
export const TAKEN_FROM_WORDS: Readonly<Record<'camera' | 'person', string>> = { camera: '照片自带', person: '人工填写' }
