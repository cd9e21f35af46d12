const EVAL = ['test/eval/complainants/complainants.test.ts']

/** What `npm run test:security` shows: attacks that must not succeed. */
export const SECURITY_PROOFS = [
  { key: 'recognition.cells', title: '举报人信息识别：20 种表格的单元格', bar: '召回 100 %', files: EVAL, isMeasured: true },
  { key: 'recognition.texts', title: '举报人信息识别：50 段文字', bar: '召回 ≥ 98 %', files: EVAL, isMeasured: true },
  { key: 'recognition.precision', title: '举报人信息识别：表格与文字', bar: '准确 ≥ 95 %', files: EVAL, isMeasured: true },
] as const
