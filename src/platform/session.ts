import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isEncrypted } from './transport.ts'

/** A text as it is kept where nobody is to read it back: enough for what is too long and random to be guessed. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const PLAIN = 'bihuan_session'
/** Browsers take a cookie of this name only over https, for this very host and all its paths: nobody beside us can set it. */
const nameFor = (request: FastifyRequest, plain: string) => (isEncrypted(request) ? `__Host-${plain}` : plain)

/** The token of a program; no page of another site can make a browser send one. */
export const bearerOf = ({ headers }: FastifyRequest): string | undefined => /^Bearer +(.*)$/i.exec(headers.authorization ?? '')?.[1]

/** The token a browser sent with this request. */
export const tokenOf = (request: FastifyRequest): string | undefined => cookieOf(request, PLAIN)
/** Out of reach of scripts and of other sites; sent over plain http only where the site itself is plain http. */
export const setToken = (request: FastifyRequest, reply: FastifyReply, token: string | undefined): void =>
  setCookie(request, reply, { name: PLAIN, value: token })

const JOURNEY = 'bihuan_unified'
const JOURNEY_SECONDS = 600
/** What a browser keeps while it is at the provider of the unified log-in; good once. */
export const journeyOf = (request: FastifyRequest): string | undefined => cookieOf(request, JOURNEY)
export const setJourney = (request: FastifyRequest, reply: FastifyReply, value: string | undefined): void =>
  setCookie(request, reply, { name: JOURNEY, value, seconds: JOURNEY_SECONDS })

function cookieOf(request: FastifyRequest, plain: string): string | undefined {
  const name = nameFor(request, plain)
  const cookies = (request.headers.cookie ?? '').split(';').map((part) => part.trim())
  return cookies.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1)
}

type Cookie = { readonly name: string; readonly value: string | undefined; readonly seconds?: number }
function setCookie(request: FastifyRequest, reply: FastifyReply, { name, value, seconds }: Cookie): void {
  const secure = isEncrypted(request) ? '; Secure' : ''
  const life = value === undefined ? '; Max-Age=0' : seconds === undefined ? '' : `; Max-Age=${seconds}`
  reply.header('set-cookie', `${nameFor(request, name)}=${value ?? ''}; Path=/; HttpOnly; SameSite=Strict${secure}${life}`)
}
