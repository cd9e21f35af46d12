import { expect, test } from 'vitest'
import { ledgerServer } from './problems-fixture.ts'

test('批注：专班和督导能写，承办人不能；写进办理记录；看到的已不是最新，先请核对', async () => {
  const { as, ids } = await ledgerServer([{ wording: '某河涌沿岸生活污水直排' }])
  const [id = ''] = ids
  const note = (seat: 'officer' | 'supervisor' | 'handler', text: string, version = 1) =>
    as(seat).post(`/problems/${id}/notes`, { text }, { 'if-match': `"${version}"` })
  expect((await note('handler', '抓紧')).status).toBe(403)
  expect((await note('officer', ' ')).status).toBe(400)
  expect((await note('officer', '抓紧')).json).toEqual({ version: 2 })
  expect((await note('supervisor', '再核', 1)).json['code']).toBe('matter.changed')
  expect((await note('supervisor', '再核', 2)).status).toBe(200)
  const { entries } = (await as('officer').get(`/matters/${id}/timeline`)).json as {
    entries: { code: string; act: string; reason: string }[]
  }
  expect(entries.filter(({ code }) => code === 'problem.note').map(({ reason }) => reason)).toEqual(['再核', '抓紧'])
})
