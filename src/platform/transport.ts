import { readFileSync } from 'node:fs'
import { BlockList, isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'

/** How requests reach this program; by default over plain http, from nobody whose word about others is taken. */
export type Transport = {
  /** Addresses or networks of proxies: what they forward says who asks, and whether by https. */
  readonly trustedProxies: readonly string[]
  /** A certificate of our own, as PEM. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer }
  /** Nobody logs in over plain http, except on this very machine. */
  readonly needsTls: boolean
  /** The document of the endpoints (OpenAPI) is for everybody who can reach the program, not only for those who are logged in. */
  readonly isDocumentPublic?: boolean
}
export const PLAIN: Transport = { trustedProxies: [], needsTls: false }

/** As written down: `proxies` separated by commas, certificate and key as files. */
type Written = {
  readonly proxies?: string | undefined
  readonly cert?: string | undefined
  readonly key?: string | undefined
  readonly needsTls?: string | undefined
  readonly document?: string | undefined
}

/** What is written down, read and looked at before the program starts; throws in words. */
export function transportOf({ proxies = '', cert, key, needsTls = '', document = '' }: Written): Transport {
  const trustedProxies = proxies.split(/[,，\s]+/u).filter(Boolean)
  for (const each of trustedProxies)
    if (!isNetwork(each)) throw new Error(`可信代理应为地址或网段，例如 10.1.2.3,10.1.0.0/16，现在是：${each}`)
  if ((cert === undefined) !== (key === undefined)) throw new Error('证书和私钥须一起给出：BIHUAN_TLS_CERT 和 BIHUAN_TLS_KEY')
  const tls = cert !== undefined && key !== undefined ? { tls: { cert: fileOf(cert, '证书'), key: fileOf(key, '私钥') } } : {}
  return { trustedProxies, needsTls: /^(?:1|true|yes)$/i.test(needsTls), ...(document === 'public' && { isDocumentPublic: true }), ...tls }
}

function isNetwork(text: string): boolean {
  const [address = '', bits] = text.split('/')
  const most = { 4: 32, 6: 128 }[isIP(address)]
  return most !== undefined && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
}

/** A file that the installation names; throws in words. */
export function fileOf(path: string, what: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new Error(`读不到${what}文件 ${path}，请检查路径和权限`, { cause: error })
  }
}

/** Whether what the browser sends is encrypted on its way, as far as is known here. */
export const isEncrypted = (request: FastifyRequest): boolean => request.protocol === 'https'

const HERE = new BlockList()
HERE.addSubnet('127.0.0.0', 8)
HERE.addAddress('::1', 'ipv6')
/** Whether only this very machine reaches what goes by this name or address. */
export function isLoopback(host: string): boolean {
  const plain = host.replace(/^\[|\]$/g, '').toLowerCase()
  return plain === 'localhost' || (isIP(plain) !== 0 && HERE.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4'))
}
const FORWARDED = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']

/** Whether the browser stands on this very machine; what a proxy passes on does not. */
export function isFromHere(request: FastifyRequest): boolean {
  if (FORWARDED.some((name) => request.headers[name] !== undefined)) return false
  return isLoopback(request.ip.replace(/^::ffff:(?=\d+\.)/i, ''))
}
