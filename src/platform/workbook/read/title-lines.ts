const SECTION = /^(?:[一二三四五六七八九十百]+、|[（(][一二三四五六七八九十百]+[）)]|第[一二三四五六七八九十百\d]+(?:部分|批|类|章|轮))/u
const MOST = 6
const LONGEST = 80

/** A heading that divides a table, such as 一、 or （二）. */
export const isSection = (line: string): boolean => SECTION.test(line.trim()) && line.trim().length <= LONGEST

/** The lines right above a table that name it: title, unit, batch, date. Sentences of running text end the search. */
export function titleLines(lines: readonly string[]): string[] {
  const filled = lines.map((line) => line.trim()).filter((line) => line !== '')
  const prose = filled.findLastIndex((line) => line.length > LONGEST || (line.length > 25 && /[。；]$/u.test(line)))
  return filled.slice(Math.max(prose + 1, filled.length - MOST))
}
