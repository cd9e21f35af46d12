import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import negotiate from '@fastify/accept-negotiator'
import type { FastifyInstance } from 'fastify'

const brotli = promisify(brotliCompress)
const gzipped = promisify(gzip)
/** A page of the ledger at these levels: a sixth of its size for a millisecond or two, beside the event loop. */
const ENCODERS = {
  br: (text: string) => brotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }),
  gzip: (text: string) => gzipped(text, { level: 5 }),
}
const ENCODINGS = Object.keys(ENCODERS) as (keyof typeof ENCODERS)[]
/** What is shorter travels in one packet anyway. */
const LEAST = 1400

/** Texts that the endpoints answer travel compressed, in the best way the caller takes; files are left as they are. */
export function compressReplies(http: FastifyInstance): void {
  http.addHook('onSend', async ({ headers }, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < LEAST || reply.hasHeader('content-encoding')) return payload
    reply.header('vary', 'accept-encoding')
    const encoding = negotiate(headers['accept-encoding'] ?? 'identity', ENCODINGS)
    if (!encoding) return payload
    reply.header('content-encoding', encoding)
    return ENCODERS[encoding](payload)
  })
}
