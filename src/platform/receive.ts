import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { openDraft } from './files.ts'
import type { OnBehalf } from './sandbox/sandbox.ts'

/** Largest file a person may hand in. */
const UPLOAD_LIMIT = 40 * 1_048_576

/** A file somebody has sent: whole, on the disk, without a name of its own until it is kept. */
export type Received = {
  readonly path: string
  readonly bytes: number
  readonly caller: OnBehalf
  /** The SHA-256 of its bytes. */
  readonly hash: () => string
  /** Synced and named by its SHA-256, which is answered. One that is not kept leaves no trace. */
  readonly keep: () => Promise<string>
}

/** Aborted when whoever asked has gone before the answer: nobody needs it any more. */
export function goneOf({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController()
  raw.once('close', () => raw.writableFinished || gone.abort(new CallerGone()))
  return gone.signal
}

/** Why work ended that nobody waits for; no fault, and nobody reads the answer. */
class CallerGone extends Error {
  readonly statusCode = 499
}

/** Takes the body to the disk as it comes, at the pace of the disk, and hands it to the work. */
export async function receiving<T>(
  { folder, person }: { readonly folder: string; readonly person: string },
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  work: (file: Received) => Promise<T>,
): Promise<T> {
  const { body } = request
  if (!(body instanceof Readable)) throw withStatus(415)
  if (Number(request.headers['content-length'] ?? 0) > UPLOAD_LIMIT) throw withStatus(413)
  const signal = goneOf(reply)
  const draft = await openDraft(folder)
  try {
    let bytes = 0
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > UPLOAD_LIMIT) throw withStatus(413)
      await draft.write(chunk)
    }
    return await work({
      path: draft.path,
      bytes,
      caller: { person, signal },
      hash: draft.hash,
      keep: async () => (await draft.keep()).hash,
    })
  } catch (error) {
    throw request.raw.destroyed && !request.raw.complete ? new CallerGone() : error
  } finally {
    await draft.drop() // once kept it has another name
  }
}

const withStatus = (statusCode: number) => Object.assign(new Error('this body is not taken'), { statusCode })
