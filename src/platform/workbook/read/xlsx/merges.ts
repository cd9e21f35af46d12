import type { SheetMerge } from '#kernel/sheet.ts'
import { LIMITS } from '../limits.ts'

const areaOf = (merge: SheetMerge) => (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1)

/** Whether a merge runs backwards or covers more than any real one. */
export const isOddMerge = (merge: SheetMerge): boolean =>
  merge.bottom < merge.top || merge.right < merge.left || areaOf(merge) > LIMITS.mergeCells

/** Whether all merges of a sheet together cover more than the filled part of any sheet. */
export const coverTooMuch = (merges: readonly SheetMerge[]): boolean =>
  merges.reduce((sum, one) => sum + areaOf(one), 0) > LIMITS.mergedCells
