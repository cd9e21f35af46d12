/** Parts of a head in brackets: a unit of measure, a hint to whoever fills the sheet. */
const BRACKETED = /[([{〔][^)\]}〕]*[)\]}〕]/gu
const UNSEEN = /[\s\u200b-\u200f\u2060\ufeff]/gu

/** A head without what differs from sheet to sheet: width of characters, spaces, line breaks, marks, case (rules.md R-71). */
export function normaliseHead(text: string): string {
  return text
    .normalize('NFKC')
    .replace(UNSEEN, '')
    .replace(/^【(.*)】$/u, '$1')
    .replace(/[*※★☆:]+$/u, '')
    .replace(/^[*※★☆]+/u, '')
    .toLowerCase()
}

/** A normalised head without what stands in brackets. */
export const bareHead = (whole: string): string => whole.replace(BRACKETED, '')

/** The head as shown to a person: one line. */
export const tidyHead = (text: string): string => text.replace(UNSEEN, '')

/** Heads over counts: numbers of cases, and the pollution types as columns (t42, t44, t53, t54, t55; rules.md R-77). */
const COUNT_HEAD =
  /(?:数量|[件家人户]次|(?<![指系分位岁])数|总量)$|^(?:合计|总计|共计|小计|污染类型合计|来电|来信|水|大气|土壤|海洋|生态|辐射|噪声|固废|油烟|扬尘|垃圾|重金属|其他|其他污染)$/u

/** 问责(人次), 罚款金额(万元): a count of something, not its account. */
const COUNTED = /[(](?:万?元|亿元|[人家件户个处起次份]次?|项)[)]$/u
export const isCounted = (whole: string): boolean => COUNTED.test(whole)

/** 移交件数, 水, 合计, 约谈(人) */
export function isCountHead(text: string): boolean {
  const whole = normaliseHead(text)
  return COUNT_HEAD.test(bareHead(whole)) || (isCounted(whole) && whole.length > 4)
}
