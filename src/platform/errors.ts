import { wordsOf } from '#kernel/decision.ts'
import { REFUSALS } from '#kernel/rooms.ts'
import { BadInput } from './input.ts'
import { RefusalError } from './refusal-error.ts'

type Answer = { readonly status: number; readonly body: { readonly code: string; readonly message: string; readonly fields?: unknown } }

const BY_STATUS: Readonly<Record<number, string>> = {
  413: '内容超过大小上限，请拆分后再试',
  415: '不支持这种内容格式',
  404: '没有这个地址',
  409: '另有人正在办理同一内容（例如导入台账），请稍候再试；您填写的内容仍在页面上',
  507: '服务器磁盘已满，这一次什么也没有保存。请联系系统管理员腾出空间后再试；您填写的内容仍在页面上',
  503: '数据库暂时不可用，系统正在重连，请稍后再试；您填写的内容仍在页面上',
}

/** Every error as an answer: refusals in their own words, bad input by field, what others hold as 409, a lost database as 503, a full disk as 507, the rest as 500 without detail. */
export function answerTo(error: Error & { statusCode?: number; code?: string }): Answer {
  if (error instanceof RefusalError) {
    const { code, detail } = error.refusal
    return { status: REFUSALS[code].status, body: { code, message: wordsOf(REFUSALS[code].message, detail) } }
  }
  if (error instanceof BadInput)
    return { status: 400, body: { code: 'input.invalid', message: error.fields[0]?.message ?? '请求内容不符合要求', fields: error.fields } }
  return resourceAnswer(error) ?? plainAnswer(error)
}

function resourceAnswer(error: Error & { code?: string }): Answer | undefined {
  if (isTaken(error)) return { status: 409, body: { code: 'database.busy', message: BY_STATUS[409] ?? '' } }
  if (isFullDisk(error)) return { status: 507, body: { code: 'disk.full', message: BY_STATUS[507] ?? '' } }
  if (isLostDatabase(error)) return { status: 503, body: { code: 'database.away', message: BY_STATUS[503] ?? '' } }
  return undefined
}

function plainAnswer(error: { statusCode?: number }): Answer {
  const status = error.statusCode ?? 500
  if (status < 500) return { status, body: { code: 'request.bad', message: BY_STATUS[status] ?? '请求格式不正确' } }
  return { status: 500, body: { code: 'internal', message: '系统出错，已记录。请稍后再试，仍不行请联系系统管理员' } }
}

/** Somebody else's transaction held what this one needed for too long, or each waited for the other. */
const isTaken = ({ code = '' }: { code?: string }) => code === '55P03' || code === '40P01'

/** Of the server's own files or of the database (disk_full). */
const isFullDisk = ({ code = '' }: { code?: string }) => ['ENOSPC', 'EDQUOT', '53100'].includes(code)

/** What pg says in words alone. The last one: of a connection that fell before its next statement was sent. */
const WITHOUT_CODE = /Connection terminated|timeout exceeded when trying to connect|Query read timeout|not queryable/
/** Connection failures and server shutdowns; class 08 and 57P of PostgreSQL's error codes. */
function isLostDatabase(error: Error & { code?: string }): boolean {
  const { code = '', message } = error
  if (/^(08|57P|53)/.test(code) || ['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE'].includes(code)) return true
  return WITHOUT_CODE.test(message)
}

const OUTAGE_MS = 10_000

/** A database that is away or a full disk refuses every request alike: one line at a time says so, and how many it was. */
export function newOutageLog() {
  let last = -Infinity
  let refused = 0
  return (log: { readonly error: (text: string) => void }, { message }: Error) => {
    refused += 1
    if (performance.now() - last < OUTAGE_MS) return
    log.error(`${refused} requests refused: ${message}`)
    last = performance.now()
    refused = 0
  }
}
