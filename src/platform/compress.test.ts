import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ledgerServer } from '#test/problems-fixture.ts'

const server = () => ledgerServer(Array.from({ length: 60 }, (_, i) => ({ wording: `第${i}处海堤外侧露天堆放建筑垃圾` })))

test.each([
  ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
  ['gzip', 'gzip', gunzipSync],
  ['br;q=0, gzip', 'gzip', gunzipSync],
] as const)('长的答复压缩后再发：浏览器说 %s，用 %s', async (accepted, encoding, unpack) => {
  const { app, as, tokens } = await server()
  const plain = await as('officer').get('/problems')
  const { headers, rawPayload } = await app.http.inject({
    url: '/api/problems',
    headers: { cookie: `bihuan_session=${tokens.officer}`, 'accept-encoding': accepted },
  })
  expect([headers['content-encoding'], headers['vary'], Number(headers['content-length'])]).toEqual([
    encoding,
    'accept-encoding',
    rawPayload.length,
  ])
  expect(JSON.parse(unpack(rawPayload).toString())).toEqual(plain.json)
  expect(rawPayload.length).toBeLessThan(plain.bytes.length / 4)
  expect(plain.headers['content-encoding']).toBeUndefined()
})

test('短的答复、文件：原样', async () => {
  const { app, tokens } = await server()
  const headers = { cookie: `bihuan_session=${tokens.officer}`, 'accept-encoding': 'br, gzip' }
  for (const url of ['/api/problems/counts', '/api/reports/ledger.xlsx']) {
    const reply = await app.http.inject({ url, headers })
    expect([url, reply.statusCode, reply.headers['content-encoding']]).toEqual([url, 200, undefined])
  }
})
