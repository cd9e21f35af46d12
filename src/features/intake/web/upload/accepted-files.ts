import { sizeWords } from '#kernel/amounts.ts'

const MEGABYTE = 1_048_576
/** What the server takes in one file; said before anything is sent. */
const LIMIT_MB = 40
export const KINDS_WORDS = `可导入 .xlsx、.xls、.et、.csv，以及 .docx、.pdf 里的表格，单个文件不超过 ${LIMIT_MB} MB`
/** For the file dialog; others can still be dropped and are told why not. */
export const ACCEPT = '.xlsx,.xls,.et,.csv,.tsv,.txt,.docx,.wps,.pdf'
/** @internal tests look at it */
export const PASTED_NAME = '粘贴内容.tsv'

/** Tables in some form: the server reads them, or says how to save them anew. Anything else is refused at once. */
const TABLES = /\.(?:xlsx?|xlsm|xltm|xlam|xlsb|et|ett|ods|csv|tsv|txt|html?|xml|docx?|docm|wps|rtf|pdf)$/iu

type Facts = { readonly name: string; readonly size: number }

/** Why a file need not be sent at all, and what to do instead; undefined where the server is to judge it. */
export function refusalOf({ name, size }: Facts): string | undefined {
  if (!TABLES.test(name)) return '这不是表格文件。请选择 .xlsx、.xls、.csv，或含表格的 .docx、.pdf；图片里的表格请先在 WPS 中识别成表格'
  if (size === 0) return '文件是空的（0 字节），请检查后重新选择'
  if (size > LIMIT_MB * MEGABYTE) return `文件 ${sizeWords(size)}，超过 ${LIMIT_MB} MB。请删去图片等无关内容，或拆成几个文件再导入`
  return undefined
}

/** Whether a clipboard text is a block of cells; a word or a sentence is not. */
export const isBlock = (text: string): boolean => /\t/u.test(text) || text.trim().split(/\r\n|\r|\n/u).length > 1

/** The block as a file. The mark in front says UTF-8 for certain, however few characters follow. */
export const fileOfBlock = (text: string): File => new File(['\uFEFF', text], PASTED_NAME, { type: 'text/tab-separated-values' })
