import sharp from 'sharp'
import { expect, test } from 'vitest'
import { ownUnit, personOf } from '#test/people.ts'
import { givenProblems } from '#test/problems-fixture.ts'
import { testServer } from '#test/server.ts'

async function cameraStage() {
  const server = await testServer()
  const [problem = ''] = await givenProblems(server.db, [{ holders: { lead: [{ unitId: ownUnit }] } }])
  const photo = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#7a9' } })
    .png()
    .toBuffer()
  const pass = async () => {
    const { token } = (await server.as('handler').post(`/matters/${problem}/camera-pass`)).json
    return { 'x-camera-pass': String(token) }
  }
  const look = async (headers: Record<string, string>) =>
    (await server.app.http.inject({ method: 'GET', url: `/api/matters/${problem}/evidence`, headers })).statusCode
  const send = async (headers: Record<string, string>) =>
    (
      await server.app.http.inject({
        method: 'POST',
        url: `/api/matters/${problem}/evidence?name=a.png`,
        headers: { ...headers, 'content-type': 'application/octet-stream' },
        payload: photo,
      })
    ).statusCode
  return { ...server, problem, pass, look, send }
}

test('退出登录、账号停用、离任、失去角色：手机上的二维码随即失效', async () => {
  const { pass, look, send, as, owner } = await cameraStage()
  const code = await pass()
  expect([await look(code), await send(code)]).toEqual([200, 200])
  await owner.query('update district.account set disabled_at = now() where person_id = $1', [personOf('handler')])
  expect([await look(code), await send(code)]).toEqual([401, 401])
  await owner.query('update district.account set disabled_at = null where person_id = $1', [personOf('handler')])
  await owner.query("update district.duty set to_on = '2026-11-01' where person_id = $1", [personOf('handler')])
  expect([await look(code), await send(code)]).toEqual([403, 403])
  await owner.query('update district.duty set to_on = null where person_id = $1', [personOf('handler')])
  expect(await look(code)).toBe(200)
  await as('handler').post('/session/logout')
  expect([await look(code), await send(code)]).toEqual([401, 401])
})

test('一人同时最多五个二维码：再多，最早的失效', async () => {
  const { pass, look, moveClock, owner } = await cameraStage()
  const codes = []
  for (let second = 0; second < 7; second += 1) {
    moveClock(`2026-11-23T10:00:0${second}+08:00`)
    codes.push(await pass())
  }
  expect(await Promise.all(codes.map(look))).toEqual([401, 401, 200, 200, 200, 200, 200])
  expect((await owner.query('select count(*)::int as n from district.camera_pass')).rows).toEqual([{ n: 5 }])
})
