import type * as Oidc from 'openid-client'
import { asOneName } from '#kernel/fields.ts'
import { secretIn } from '../database/secrets.ts'
import { isLoopback } from '../transport.ts'

/** The unified log-in (OpenID Connect): who somebody is says a provider that the unit trusts. */
export type Unified = {
  readonly issuer: URL
  readonly clientId: string
  readonly clientSecret: string
  readonly scopes: string
  /** Which claim of the id token is the log-in name. */
  readonly claim: string
  /** Under which address browsers know us; the provider sends them back there. */
  readonly home: URL
}

/** As written down; the secret as a file. */
type Written = {
  readonly issuer?: string | undefined
  readonly clientId?: string | undefined
  readonly secretFile?: string | undefined
  readonly scopes?: string | undefined
  readonly claim?: string | undefined
  readonly home?: string | undefined
}

/** What is written down of the provider; undefined: there is none, and nothing is connected to. Throws in words. */
export function unifiedOf(written: Written): Unified | undefined {
  const { issuer, clientId = '', secretFile, scopes = 'openid profile', claim = 'preferred_username', home } = written
  if (issuer === undefined) return undefined
  if (clientId === '' || secretFile === undefined || home === undefined)
    throw new Error('统一身份登录还须给出：BIHUAN_OIDC_CLIENT_ID、BIHUAN_OIDC_CLIENT_SECRET_FILE 和本系统对外的地址 BIHUAN_URL')
  if (!scopes.split(/\s+/u).includes('openid')) throw new Error(`BIHUAN_OIDC_SCOPES 须含 openid，现在是：${scopes}`)
  return {
    issuer: safeUrl(issuer, 'BIHUAN_OIDC_ISSUER'),
    clientId,
    clientSecret: secretIn('BIHUAN_OIDC_CLIENT_SECRET_FILE', secretFile),
    scopes,
    claim,
    home: safeUrl(home, 'BIHUAN_URL'),
  }
}

function safeUrl(text: string, name: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))))
    throw new Error(`${name} 应为 https:// 开头的地址，现在是：${text}`)
  return url
}

/** What the browser keeps between leaving for the provider and coming back. */
export type Journey = { readonly state: string; readonly nonce: string; readonly verifier: string }
/** Why nobody was let in: the provider said no, its answer does not hold, or it did not answer. */
export type UnifiedFailure = 'state' | 'refused' | 'invalid' | 'silent'
export class UnifiedError extends Error {
  readonly failure: UnifiedFailure
  constructor(failure: UnifiedFailure, cause?: unknown) {
    super(failure, { cause })
    this.failure = failure
  }
}

const SECONDS = 10
/** Path of the page to which the provider sends browsers back. */
const UNIFIED_PAGE = '/login/unified'
export type UnifiedClient = ReturnType<typeof unifiedClient>

/** One provider as this server knows it: what it says of itself is read at the first log-in and kept. */
export function unifiedClient(unified: Unified) {
  let known: Promise<Provider> | undefined
  let discovered: Provider | undefined
  const provider = async () => {
    const oidc = await import('openid-client') // read only where there is a provider
    try {
      return (discovered = await (known ??= discover(oidc, unified)))
    } catch (error) {
      known = undefined
      throw new UnifiedError(failureOf(oidc, error), error)
    }
  }
  const back = new URL(UNIFIED_PAGE, unified.home)

  return {
    /** Where the browser goes, and what it keeps meanwhile. */
    begin: async (): Promise<{ url: string; journey: Journey }> => {
      const { oidc, config } = await provider()
      const journey = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() }
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: back.href,
        scope: unified.scopes,
        state: journey.state,
        nonce: journey.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(journey.verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, journey }
    },
    /** The log-in name of whoever came back with this answer; state, issuer, signature, audience, times, nonce and PKCE are looked at. */
    finish: async (answer: string, { state, nonce, verifier }: Journey): Promise<string> => {
      const { oidc, config } = await provider()
      const address = new URL(back)
      address.search = answer
      if (address.searchParams.get('state') !== state) throw new UnifiedError('state')
      try {
        const tokens = await oidc.authorizationCodeGrant(config, address, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        return loginIn(tokens.claims(), unified.claim)
      } catch (error) {
        throw error instanceof UnifiedError ? error : new UnifiedError(failureOf(oidc, error), error)
      }
    },
    /** Where the provider's own session ends, if it has such a place and is known by now: nobody who leaves waits for it. */
    farewell: (): string | null => {
      if (discovered?.config.serverMetadata().end_session_endpoint === undefined) return null
      return discovered.oidc.buildEndSessionUrl(discovered.config, { post_logout_redirect_uri: new URL('/login', unified.home).href }).href
    },
  }
}

type Provider = { readonly oidc: typeof Oidc; readonly config: Oidc.Configuration }
async function discover(oidc: typeof Oidc, { issuer, clientId, clientSecret }: Unified): Promise<Provider> {
  const execute = issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []
  const config = await oidc.discovery(issuer, clientId, undefined, oidc.ClientSecretBasic(clientSecret), { execute, timeout: SECONDS })
  config.timeout = SECONDS
  oidc.enableNonRepudiationChecks(config) // else the signature is believed because it came over TLS
  return { oidc, config }
}

function loginIn(claims: Oidc.IDToken | undefined, claim: string): string {
  const value = claims?.[claim]
  if (typeof value !== 'string' || value === '') throw new UnifiedError('invalid', new Error(`no claim ${claim}`))
  return asOneName(value)
}

/** No answer at all, an answer of the provider that says no, or one that does not hold. */
function failureOf(oidc: typeof Oidc, error: unknown): UnifiedFailure {
  if (error instanceof oidc.AuthorizationResponseError) return 'refused'
  if (error instanceof oidc.ResponseBodyError) return (error.status ?? 0) >= 500 ? 'silent' : 'invalid'
  const code = (error as { code?: unknown } | undefined)?.code
  if (code === 'OAUTH_TIMEOUT' || code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' || error instanceof TypeError) return 'silent'
  return 'invalid'
}
