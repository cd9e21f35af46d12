import type { FastifyReply, FastifyRequest } from 'fastify'

const NAME = 'bihuan_session'

/** The token a browser sent with this request. */
export function tokenOf(request: FastifyRequest): string | undefined {
  const cookies = (request.headers.cookie ?? '').split(';').map((part) => part.trim())
  return cookies.find((part) => part.startsWith(`${NAME}=`))?.slice(NAME.length + 1)
}

/** Out of reach of scripts and of other sites; sent over plain http only where the site itself is plain http. */
export function setToken(request: FastifyRequest, reply: FastifyReply, token: string | undefined): void {
  const secure = request.protocol === 'https' ? '; Secure' : ''
  reply.header('set-cookie', `${NAME}=${token ?? ''}; Path=/; HttpOnly; SameSite=Strict${secure}${token ? '' : '; Max-Age=0'}`)
}
