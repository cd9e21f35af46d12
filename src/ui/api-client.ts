import { z } from 'zod'
import { type Endpoint, UNATTENDED } from '#kernel/endpoint.ts'
import { isAttended } from './attended.ts'
import { noteLost } from './useOnline.ts'

/** Why a call brought nothing. The message is in the server's own words, ready to be shown; status 0: no answer came at all. */
export class CallError extends Error {
  readonly status: number
  readonly code: string
  readonly fields: readonly { readonly field: string; readonly message: string }[]
  constructor(status: number, code: string, message: string, fields: CallError['fields'] = []) {
    super(message)
    this.status = status
    this.code = code
    this.fields = fields
  }
}

type Options = {
  /** The version that the form was filled from; needed where the contract says `versioned`. */
  readonly version?: number | undefined
  readonly signal?: AbortSignal | undefined
  /** What a page without a session says besides. */
  readonly headers?: Readonly<Record<string, string>> | undefined
}
/** A name that nothing else has; pages over plain http have no crypto.randomUUID. */
export const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** What was sent and brought no certain answer, by what it was, with the key it was sent under. */
const unanswered = new Map<string, string>()

/** Sends what creates under a key of its own. Sent again unchanged after no answer came, it goes under the same key, so that it never happens twice. */
async function sentOnce<T>(e: Endpoint, what: string, send: (headers: Readonly<Record<string, string>>) => Promise<T>): Promise<T> {
  if (!e.once) return send({})
  const key = unanswered.get(what) ?? randomKey()
  unanswered.set(what, key)
  const forget = () => void unanswered.delete(what)
  try {
    const answer = await send({ 'idempotency-key': key })
    forget()
    return answer
  } catch (error) {
    if (error instanceof CallError && isCertain(error)) forget()
    throw error
  }
}
/** Refused, so nothing happened; what is under way still, was cut off or broke may have happened. */
const isCertain = ({ status, code }: CallError) => status >= 400 && status < 500 && code !== 'request.in-progress'

type UploadOptions = Options & { readonly onProgress?: ((sent: number, total: number) => void) | undefined }
export type Download = { readonly name: string; readonly blob: Blob }

const Refusal = z.object({
  code: z.string(),
  message: z.string(),
  fields: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
})
const LOST = '连接断开，没有办成。您填写的内容仍在本页，连接恢复后请再试一次'
const SILENT = '服务器没有应答，请稍后再试；您填写的内容仍在本页'

/** Calls an endpoint by its contract and answers its reply. Throws CallError. */
export async function call<P extends z.ZodType, I extends z.ZodType, R extends z.ZodType>(
  e: Endpoint<P, I, R>,
  params: z.input<P>,
  input: z.input<I>,
  options: Options = {},
): Promise<z.output<R>> {
  return sentOnce(e, JSON.stringify([e.path, params, input]), async (headers) => {
    const response = await fetchReply(e, params, input, { ...options, headers: { ...options.headers, ...headers } })
    const reply: unknown = await response.json().catch(() => {
      throw lostConnection()
    })
    return e.reply.parse(reply)
  })
}

type DownloadOptions = Options & { readonly onProgress?: ((got: number, total: number) => void) | undefined }
/** Fetches a file; its name is the server's. Throws CallError. */
export async function download<P extends z.ZodType, I extends z.ZodType>(
  e: Endpoint<P, I>,
  params: z.input<P>,
  input: z.input<I>,
  { onProgress, ...options }: DownloadOptions = {},
): Promise<Download> {
  const response = await fetchReply(e, params, input, options)
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  const blob = await (onProgress ? counted(response, onProgress) : response).blob().catch((error: unknown) => {
    throw options.signal?.aborted ? error : lostConnection()
  })
  return { name: named === undefined ? '文件' : decodeURIComponent(named), blob }
}

/** The same answer, telling how much of it has come; the browser keeps what has come, not the page. */
function counted(response: Response, onProgress: (got: number, total: number) => void): Response {
  const total = Number(response.headers.get('content-length') ?? 0)
  let got = 0
  const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      got += chunk.length
      onProgress(got, total)
      controller.enqueue(chunk)
    },
  })
  return new Response(response.body?.pipeThrough(counter) ?? null, { headers: response.headers })
}

/** Hands a fetched file to the browser's downloads. */
export function saveDownload({ name, blob }: Download): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** Sends a file's bytes to an endpoint of `body: 'bytes'`; its facts go in the query. Throws CallError. */
export function upload<P extends z.ZodType, I extends z.ZodType, R extends z.ZodType>(
  e: Endpoint<P, I, R>,
  params: z.input<P>,
  input: z.input<I>,
  bytes: Blob,
  options: UploadOptions = {},
): Promise<z.output<R>> {
  const what = JSON.stringify([e.path, params, input, bytes.size, bytes instanceof File ? bytes.lastModified : 0])
  const url = `${pathOf(e, params)}?${queryOf(input)}`
  return sentOnce(e, what, (headers) => sendBytes(e.reply, url, bytes, { ...options, headers: { ...options.headers, ...headers } }))
}

function sendBytes<R extends z.ZodType>(
  shape: R,
  url: string,
  bytes: Blob,
  { onProgress, version, signal, headers = {} }: UploadOptions,
): Promise<z.output<R>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest() // fetch still does not tell how much was sent
    request.open('POST', url)
    request.setRequestHeader('content-type', 'application/octet-stream')
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    if (version !== undefined) request.setRequestHeader('if-match', `"${version}"`)
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress?.(loaded, total))
    request.addEventListener('error', () => reject(lostConnection()))
    request.addEventListener('abort', () => reject(new CallError(0, 'cancelled', '已取消')))
    request.addEventListener('load', () => {
      const data = parsed(request.responseText)
      if (request.status >= 400) return reject(refusedBy(request.status, data))
      const reply = shape.safeParse(data)
      return reply.success ? resolve(reply.data) : reject(refusedBy(request.status, undefined))
    })
    signal?.addEventListener('abort', () => request.abort())
    request.send(bytes)
  })
}

async function fetchReply(e: Endpoint, params: unknown, input: unknown, { version, signal, headers }: Options): Promise<Response> {
  const isGet = e.method === 'get'
  const path = pathOf(e, params)
  const response = await fetch(isGet ? withQuery(path, queryOf(input)) : path, {
    method: isGet ? 'GET' : 'POST',
    headers: {
      ...(!isGet && { 'content-type': 'application/json' }),
      ...(version !== undefined && { 'if-match': `"${version}"` }),
      ...(!isAttended() && { [UNATTENDED]: '1' }),
      ...headers,
    },
    ...(!isGet && { body: JSON.stringify(input) }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    throw signal?.aborted ? error : lostConnection()
  })
  if (!response.ok) throw refusedBy(response.status, parsed(await response.text().catch(() => '')))
  return response
}

function lostConnection(): CallError {
  noteLost()
  return new CallError(0, 'connection.lost', LOST)
}

function refusedBy(status: number, data: unknown): CallError {
  const refusal = Refusal.safeParse(data).data
  const error = new CallError(status, refusal?.code ?? 'internal', refusal?.message ?? SILENT, refusal?.fields)
  if (status === 401 && error.code !== 'session.wrong') for (const listener of lapsed) listener(error.message)
  return error
}

const lapsed = new Set<(why: string) => void>()
/** Calls back, with the server's words, whenever the server no longer knows who is asking; answers how to stop. */
export function onSessionLapsed(listener: (why: string) => void): () => void {
  lapsed.add(listener)
  return () => void lapsed.delete(listener)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const pathOf = (e: Endpoint, params: unknown) =>
  Object.entries(params as Record<string, string | number>).reduce(
    (url, [name, value]) => url.replace(`:${name}`, encodeURIComponent(value)),
    `/api${e.path}`,
  )

const withQuery = (path: string, query: URLSearchParams) => (query.size === 0 ? path : `${path}?${query}`)

const queryOf = (input: unknown) =>
  new URLSearchParams(
    Object.entries(input as Record<string, string | number | boolean | undefined>).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  )
