import { type KeyObject, createSign, generateKeyPairSync } from 'node:crypto'
import { type Server, createServer } from 'node:http'
import { Provider } from 'oidc-provider'
import { freePort } from './free-port.ts'

export const CLIENT = { id: 'bihuan', secret: 'secret-of-the-test-client-0123456789' }
export const HOME = 'http://localhost:3000'

type Claims = Record<string, unknown>
/** Changes the id token on its way out: claims, and by which key it is signed. */
export type Forge = (claims: Claims) => { readonly claims: Claims; readonly key?: KeyObject }

const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
export const strangersKey = newKey()
const own = newKey()
const KID = 'test'

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
function signed(claims: Claims, key: KeyObject): string {
  const text = `${part({ alg: 'RS256', typ: 'JWT', kid: KID })}.${part(claims)}`
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`
}

/** A real OpenID provider on a loopback port; whatever name is typed there is let in. */
export async function startProvider() {
  const port = await freePort()
  const issuer = `http://localhost:${port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [`${HOME}/login/unified`],
        post_logout_redirect_uris: [`${HOME}/login`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    jwks: { keys: [{ ...own.export({ format: 'jwk' }), kid: KID, use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['cookies-of-the-test'] },
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    conformIdTokenClaims: false,
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: id }) }),
  })
  let forge: Forge | undefined
  provider.use(async (context, next) => {
    await next()
    const token = context.path === '/token' ? context.body?.id_token : undefined
    if (!forge || token === undefined || !context.body) return
    const { claims, key = own } = forge(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Claims)
    context.body.id_token = signed(claims, key)
  })
  const server: Server = createServer(provider.callback())
  await new Promise<void>((done) => server.listen(port, 'localhost', done))
  const stop = () =>
    new Promise<void>((done) => {
      server.closeAllConnections()
      server.close(() => done())
    })
  return { issuer, stop, forgeBy: (next: Forge | undefined) => void (forge = next) }
}

type Step = { readonly address: string; readonly form?: string }

/** Walks through the provider's pages as a browser does, as `name`; the answer it sends back with, as it stands in the address. */
export async function walkThrough(url: string, name: string, act: 'agree' | 'abort' = 'agree'): Promise<string> {
  const cookies = new Map<string, string>()
  let step: Step = { address: url }
  while (!step.address.startsWith(HOME)) step = await nextStep(step, cookies, name, act)
  return new URL(step.address).search
}

async function nextStep({ address, form }: Step, cookies: Map<string, string>, name: string, act: 'agree' | 'abort'): Promise<Step> {
  const reply = await fetch(address, {
    redirect: 'manual',
    headers: { cookie: [...cookies].map(([key, value]) => `${key}=${value}`).join('; ') },
    ...(form !== undefined && { method: 'POST', body: new URLSearchParams(form) }),
  })
  for (const line of reply.headers.getSetCookie()) {
    const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    cookies.set(key, value)
  }
  const to = reply.headers.get('location')
  if (to !== null) return { address: new URL(to, address).href }
  const page = await reply.text()
  if (reply.status !== 200) throw new Error(`${reply.status} ${address} ${page.slice(0, 300)}`)
  if (act === 'abort') return { address: `${address}/abort` }
  return { address, form: page.includes('value="login"') ? `prompt=login&login=${name}&password=x` : 'prompt=consent' }
}
