import { expect, test } from 'vitest'
import { closeoutStage } from '#test/closeout-stage.ts'

test('一条线走到底：申请、签署、核查、复核、公示、审批销号、备案', async () => {
  const stage = await closeoutStage()
  const [id] = stage.ids
  if (!id) throw new Error('no problem')
  await stage.prove(id)
  const replies = await stage.bringTo(id, 'filing')
  expect(replies.map(({ status, json }) => [status, json['message']])).toEqual(Array.from({ length: 6 }, () => [200, undefined]))
  expect(await stage.view(id)).toMatchObject({ words: '已销号', state: 'closed', step: { key: 'filing' } })
  expect((await stage.act('officer', id, 'filing', { no: '区环改〔2026〕1号', to: '市整改办', on: stage.today() })).status).toBe(200)
  expect(await stage.view(id)).toMatchObject({ words: '已备案', step: null })
})
