import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { cliFolder } from './cli-fixture.ts'

const { here, bihuan, csv, remove } = cliFolder()
afterAll(remove)

test('deadline：一条、一批，每条一行、次序不变；日期不对退出 2 并说明', async () => {
  expect(JSON.parse((await bihuan('deadline', '2024年7月底前', '--on', '2024-01-05')).out)).toEqual({ kind: 'by', date: '2024-07-31' })
  writeFileSync(join(here, 'lines.json'), JSON.stringify(['立行立改', '尽快达标', '收到反馈后2个月内']))
  const { code, out } = await bihuan('deadline', '--lines', 'lines.json', '--on', '2024-01-05', '--json')
  expect(code).toBe(0)
  const kinds = out
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { kind: string }).kind)
  expect(kinds).toEqual(['immediate', 'unparsed', 'within'])
  expect(await bihuan('deadline', '2024年底', '--on', '2024-02-30')).toMatchObject({
    code: 2,
    out: '',
    err: expect.stringContaining('--on') as unknown,
  })
})

test('recognise：认出列和值；没有的文件、读不了的文件退出 2；不认识的命令和参数退出 2', async () => {
  csv('a.csv', ['序号,反馈问题,整改时限', '1,排口未封堵,2026年底前'])
  const { code, out } = await bihuan('recognise', 'a.csv', '--json')
  expect(code).toBe(0)
  const { tables } = JSON.parse(out) as {
    tables: { kind: string; rows: { at: { sheet: string; row: number }; problem: object; deadline: object }[] }[]
  }
  expect(tables).toMatchObject([
    {
      kind: 'problem',
      rows: [
        {
          at: { row: 2 },
          problem: { raw: '排口未封堵', value: '排口未封堵' },
          deadline: { raw: '2026年底前', value: { kind: 'by', date: '2026-12-31' } },
        },
      ],
    },
  ])
  writeFileSync(join(here, 'bad.xlsx'), 'not a workbook')
  for (const args of [['recognise', 'none.xlsx'], ['recognise', 'bad.xlsx'], ['recognise', 'a.csv', '--colour', 'red'], ['dance']]) {
    const refused = await bihuan(...args)
    expect(refused, args.join(' ')).toMatchObject({ code: 2, out: '' })
    expect(refused.err).toMatch(/\p{Script=Han}/u)
  }
})
