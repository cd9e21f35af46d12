/** One spelling for what means the same: widths, blanks, Chinese numerals and the many ways to write a date. Reads no meaning yet. */

const TRADITIONAL: Readonly<Record<string, string>> = {
  內: '内',
  個: '个',
  長: '长',
  堅: '坚',
  號: '号',
  週: '周',
  時: '时',
  間: '间',
  兩: '两',
  後: '后',
  續: '续',
  態: '态',
  階: '阶',
  開: '开',
}
const DIGITS: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  '○': 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const digitOf = (char: string | undefined, otherwise: number) => (char === undefined ? otherwise : (DIGITS[char] ?? otherwise))

/** 十五 → 15, 二〇二四 → 2024; undefined for what is no single number (五六天, 十几天). */
function chineseNumber(text: string): number | undefined {
  if (/^[〇零○一二三四五六七八九]{4}$/u.test(text)) return Number(Array.from(text, (c) => digitOf(c, 0)).join(''))
  const parts = /^(?:(?<hundred>[一二两三四五六七八九])百零?)?(?<tens>[一二三四五六七八九]?十)?(?<one>[一二两三四五六七八九])?$/u.exec(
    text,
  )?.groups
  if (!parts || text === '') return undefined
  const { hundred, tens, one } = parts
  if (hundred !== undefined && text.endsWith('零')) return undefined
  const ten = tens === undefined ? 0 : digitOf(tens.length === 2 ? tens[0] : undefined, 1)
  return digitOf(hundred, 0) * 100 + ten * 10 + digitOf(one, 0)
}

/** Same characters for the same words: full width, blanks, dashes, quotes, traditional forms; circled numbers become a separator. */
function plainText(text: string): string {
  return text
    .replaceAll(/[\u2460-\u2473\u2776-\u277f]/gu, ';')
    .normalize('NFKC')
    .replaceAll(/[內個長堅號週時間兩後續態階開]/gu, (c) => TRADITIONAL[c] ?? c)
    .replaceAll(/[\u200b-\u200d\u2060\ufeff]/gu, '')
    .replaceAll(/(?<=\d)[^\S\r\n]*[\r\n]+\s*(?=\d)/gu, ';') // two lines of digits are two numbers
    .replaceAll(/(?<=\d)\s+(?=\d{1,2}:\d{2})/gu, 'T')
    .replaceAll(/\s+/gu, '')
    .replaceAll(/[-~—–―−‐‑]+/gu, '-')
    .replaceAll(/["'“”‘’《》「」]/gu, '')
    .replaceAll(/\((?:星期|周)[一二三四五六日天]\)|(?<=[日号])(?:星期|周)[一二三四五六日天]|\(含\)/gu, '')
    .replaceAll(/十([三四五])五(?:规划)?期?末/gu, (_, n: string) => `${2005 + digitOf(n, 0) * 5}年底`)
}

const UNIT = '年|月|日|号|天|个|工作日|周(?![一二三四五六日天])|星期|季度|小时|时(?![间期限])|点(?!位)'
const NUMERALS = new RegExp(`[〇零○一二两三四五六七八九十百]+(?=${UNIT}|[至到-][\\d一二两三四五六七八九十])`, 'gu')

/** Chinese numerals before a unit of time become digits, and every way to write a date becomes 年月日. */
export function canonical(text: string): string {
  return plainText(text)
    .replaceAll(NUMERALS, (n) => String(chineseNumber(n) ?? n))
    .replace(/^\(?\d{1,2}[.、)](?=\d{4}年)/u, '')
    .replaceAll(/(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)[日号]?/gu, '$1年$3月$4日')
    .replaceAll(/(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)/gu, '$1年$2月$3日')
    .replaceAll(
      /(?<!\d)(\d{4})(?:[-/](\d{1,2})(?![\d/-])|\.(0[1-9]|1[0-2]|[2-9]|1(?=[月底末]))(?![\d.]))月?/gu,
      (_, y: string, a?: string, b?: string) => `${y}年${a ?? b}月`,
    )
    .replaceAll(/(?<=年)(\d{1,2})(?=底|末)/gu, '$1月')
    .replaceAll(/(?<=月)(\d{1,2})(?=前|之前|以前|止|[,;。()]|$)/gu, '$1日')
    .replaceAll(/(?<![\d.])(\d{1,2})\.(\d{1,2})日?(?=前|之前|以前)/gu, '$1月$2日')
    .replaceAll(/Q([1-4])(?!\d)/giu, '第$1季度')
    .replaceAll(/(?<!\d)(\d{4})年?[至到-](?=\d{4}年)/gu, '$1年至')
    .replaceAll(/(?<![\d./月-])(\d{1,2})[至到-](?=\d{1,2}月)/gu, '$1月至')
    .replaceAll(/(\d{1,2})月(\d{1,2})[日号]?[至到-](?=\d{1,2}[日号])/gu, '$1月$2日至$1月')
}
