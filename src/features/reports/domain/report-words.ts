/** What every official table says of itself. */
export type ReportHeading = {
  /** Name of the place, as on its seal without 人民政府: 示范区. */
  readonly jurisdiction: string
  /** 'YYYY-MM-DD HH:MM', Asia/Shanghai: the moment the figures stand for. */
  readonly cutOff: string
  readonly title?: string
  /** Words at the left of the page footer, such as 填报人 and 审核人. */
  readonly footer?: string
}

export const DEFAULT_TITLE = '生态环境问题整改台账'

/** 2024年7月31日 for '2024-07-31'; a text of another form stays as it is. */
export function dayInWords(day: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(day) ?? []
  return year === undefined ? day : `${year}年${Number(month)}月${Number(date)}日`
}

/** 2026年11月23日17时 or 17时05分 for '2026-11-23 17:00' or '17:05'. */
export function momentInWords(moment: string): string {
  const [day = '', time = ''] = moment.split(' ')
  const [hour, minute] = time.split(':')
  if (hour === undefined || minute === undefined) return dayInWords(day)
  return `${dayInWords(day)}${Number(hour)}时${minute === '00' ? '' : `${minute}分`}`
}

/** Units, people and other lists in one cell. */
export const joined = (items: readonly string[]): string => items.filter((item) => item !== '').join('、')

/** The line under the title: the moment and the number of rows it covers. */
export const cutOffLine = (cutOff: string, rows: number): string => `截至时间：${momentInWords(cutOff)}　　共 ${rows} 项`
