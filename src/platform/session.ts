import type { FastifyReply, FastifyRequest } from 'fastify'
import { isEncrypted } from './transport.ts'

const PLAIN = 'bihuan_session'
/** Browsers take a cookie of this name only over https, for this very host and all its paths: nobody beside us can set it. */
const ENCRYPTED = `__Host-${PLAIN}`
const nameFor = (request: FastifyRequest) => (isEncrypted(request) ? ENCRYPTED : PLAIN)

/** The token of a program; no page of another site can make a browser send one. */
export const bearerOf = ({ headers }: FastifyRequest): string | undefined => /^Bearer +(.*)$/i.exec(headers.authorization ?? '')?.[1]

/** The token a browser sent with this request. */
export function tokenOf(request: FastifyRequest): string | undefined {
  const name = nameFor(request)
  const cookies = (request.headers.cookie ?? '').split(';').map((part) => part.trim())
  return cookies.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1)
}

/** Out of reach of scripts and of other sites; sent over plain http only where the site itself is plain http. */
export function setToken(request: FastifyRequest, reply: FastifyReply, token: string | undefined): void {
  const secure = isEncrypted(request) ? '; Secure' : ''
  reply.header('set-cookie', `${nameFor(request)}=${token ?? ''}; Path=/; HttpOnly; SameSite=Strict${secure}${token ? '' : '; Max-Age=0'}`)
}
