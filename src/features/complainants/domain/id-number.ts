import { dayFrom } from '#kernel/days.ts'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const CHECKS = '10X98765432'

/** Whether 18 characters are a citizen's number: a day of birth that exists and the right last character (GB 11643). */
export function isIdNumber(text: string): boolean {
  const [, year, month, date] = /^[1-9]\d{5}(19\d\d|20\d\d)(\d\d)(\d\d)\d{3}[\dXx]$/u.exec(text) ?? []
  if (year === undefined || month === undefined || date === undefined) return false
  if (dayFrom(Number(year), Number(month), Number(date)) === undefined) return false
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(text[i]), 0)
  return CHECKS[sum % 11] === text[17]?.toUpperCase()
}
