import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { type RequestOptions, request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { hashPassword } from '#platform/password.ts'
import { testServer } from '#test/server.ts'
import { type Transport, PLAIN, transportOf } from './transport.ts'

const RIGHT = 'Kx7-vbmq-wuzt'
const PROXY: Transport = { trustedProxies: ['127.0.0.0/8'], needsTls: false }

async function behind(transport: Transport) {
  const { app, owner } = await testServer({ transport })
  await owner.query('update district.account set password_hash = $1', [await hashPassword(RIGHT)])
  const send = (method: 'GET' | 'POST', url: string, headers: Record<string, string>) =>
    app.http.inject({ method, url, headers, ...(method === 'POST' && { payload: { login: 'head', password: RIGHT } }) })
  const cookieOf = (reply: Awaited<ReturnType<typeof send>>) => String(reply.headers['set-cookie'])
  const logIn = (headers: Record<string, string>) => send('POST', '/api/session/login', headers)
  return { send, cookieOf, logIn }
}

test('可信代理说是 https：Cookie 带 Secure 和 __Host- 前缀，HSTS 一年；不带前缀的不认', async () => {
  const { send, cookieOf, logIn } = await behind(PROXY)
  const https = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '10.0.0.1' }
  const reply = await logIn(https)
  expect(cookieOf(reply)).toMatch(/^__Host-bihuan_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/)
  expect(reply.headers['strict-transport-security']).toBe('max-age=31536000')
  const [pair = ''] = cookieOf(reply).split(';')
  expect((await send('GET', '/api/session/me', { ...https, cookie: pair })).statusCode).toBe(200)
  expect((await send('GET', '/api/session/me', { ...https, cookie: pair.replace('__Host-', '') })).statusCode).toBe(401)
})

test('不可信的代理说是 https，不算数', async () => {
  const { cookieOf, logIn } = await behind(PLAIN)
  const reply = await logIn({ 'x-forwarded-proto': 'https' })
  expect(cookieOf(reply)).toMatch(/^bihuan_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
  expect(reply.headers).not.toHaveProperty('strict-transport-security')
})

test.each([
  ['本机', {}, 200],
  ['经代理而来、未加密', { 'x-forwarded-for': '10.0.0.1' }, 403],
  ['经代理而来、加密', { 'x-forwarded-for': '10.0.0.1', 'x-forwarded-proto': 'https' }, 200],
])('要求加密登录时：%s', async (_, headers, status) => {
  const { logIn } = await behind({ ...PROXY, needsTls: true })
  const reply = await logIn(headers)
  expect(reply.statusCode).toBe(status)
  if (status === 403) expect(reply.json()).toMatchObject({ code: 'session.plain-http' })
})

test('要求加密登录、没有可信代理：别人转来的不当作本机', async () => {
  const { logIn } = await behind({ ...PLAIN, needsTls: true })
  expect((await logIn({ 'x-forwarded-for': '127.0.0.1' })).statusCode).toBe(403)
})

test('代理改了主机名：以它转告的为准，别的网站仍不行', async () => {
  const { logIn } = await behind(PROXY)
  const host = { host: '127.0.0.1:3000', 'x-forwarded-host': 'zhenggai.example.invalid' }
  expect((await logIn({ ...host, origin: 'https://zhenggai.example.invalid' })).statusCode).toBe(200)
  expect((await logIn({ ...host, origin: 'https://elsewhere.invalid' })).statusCode).toBe(403)
})

test('自己的证书：https 上登录，Cookie 带 Secure；TLS 1.1 连不上', async () => {
  const [cert, key] = ['test/fixtures/tls/cert.pem', 'test/fixtures/tls/key.pem']
  const { app, owner } = await testServer({ transport: transportOf({ cert, key, needsTls: '1' }) })
  await owner.query('update district.account set password_hash = $1', [await hashPassword(RIGHT)])
  await app.http.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.http.server.address() as AddressInfo
  const connect = (options: RequestOptions) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const at = { host: '127.0.0.1', port, path: '/api/session/login', method: 'POST', ca: readFileSync(cert), agent: false }
      const headers = { 'content-type': 'application/json' }
      request({ ...at, headers, ...options }, resolve)
        .on('error', reject)
        .end(JSON.stringify({ login: 'head', password: RIGHT }))
    })
  const reply = await connect({})
  reply.resume()
  expect([reply.statusCode, String(reply.headers['set-cookie'])]).toEqual([200, expect.stringMatching(/^__Host-.*; Secure$/)])
  await expect(connect({ maxVersion: 'TLSv1.1', minVersion: 'TLSv1' })).rejects.toThrow(/SSL|TLS|protocol/i)
  await app.http.close()
})

test.each([
  [
    { proxies: '10.0.0.1,fd00::/8', needsTls: '1' },
    { trustedProxies: ['10.0.0.1', 'fd00::/8'], needsTls: true },
  ],
  [{}, PLAIN],
])('写法 %j', (written, transport) => expect(transportOf(written)).toEqual(transport))

test.each([
  [{ proxies: 'everybody' }, '可信代理应为地址或网段'],
  [{ proxies: '10.0.0.0/33' }, '可信代理应为地址或网段'],
  [{ cert: '/x.pem' }, '证书和私钥须一起给出'],
  [{ cert: '/nowhere/x.pem', key: '/nowhere/x.key' }, '读不到证书文件'],
])('写错了 %j：启动时说明', (written, message) => expect(() => transportOf(written)).toThrow(message))
