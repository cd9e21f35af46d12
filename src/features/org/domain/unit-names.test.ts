import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type KnownUnit, matchPerson, matchUnit, splitUnits } from './unit-names.ts'

type Labelled = { text: string; units: [string, 'lead' | 'co' | null][] }
const read = (name: string) => readFileSync(new URL(`../../../../test/fixtures/${name}`, import.meta.url), 'utf8')
const labelled = (name: string) => JSON.parse(read(name)) as Labelled[]
const published = read('../eval/units.jsonl')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Labelled)
const pairs = (text: string) => splitUnits(text).map(({ name, part }) => [name, part])

describe('单位栏拆分：真实表格', () => {
  it('每一行都有标注', () => expect(published.map((l) => l.text)).toEqual(read('units.txt').split('\n').filter(Boolean)))
  test.each(published)('$text', (l) => expect(pairs(l.text)).toEqual(l.units))
})

describe('单位栏拆分：其他写法', () => {
  test.each(labelled('units-more.json'))('$text', (l) => expect(pairs(l.text)).toEqual(l.units))
  it('任何文字都不报错，名称不空、不重复', () => {
    const words = fc.constantFrom(
      '区住建局',
      '海棠镇',
      '牵头',
      '配合单位：',
      '、',
      '，',
      '；',
      '\n',
      ' ',
      '（',
      '）',
      '和',
      '等部门',
      '各镇',
      '负责',
    )
    const mixed = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(words, { maxLength: 8 }).map((w) => w.join('')),
    )
    fc.assert(
      fc.property(mixed, (text) => {
        const names = splitUnits(text).map((u) => u.name)
        expect(names.every((name) => name.trim() === name && name !== '')).toBe(true)
        expect(new Set(names).size).toBe(names.length)
      }),
      { numRuns: 1000 },
    )
  })
  it('完整的单位名，无论用什么隔开都拆得开', () => {
    const names = ['区住房和城乡建设局', '区自然资源和规划局', '市生态环境局青禾分局', '青山镇人民政府', '澜桥街道办事处', '区农业农村局']
    fc.assert(
      fc.property(
        fc.shuffledSubarray(names, { minLength: 1 }),
        fc.constantFrom('、', '，', ',', '；', ';', '/', '\n', '、\n', ' ', '　', '， '),
        (some, by) => {
          expect(splitUnits(some.join(by)).map((u) => u.name)).toEqual(some)
        },
      ),
    )
  })
})

const unit = (id: string, name: string, shortName: string | null = null, ...aliases: string[]): KnownUnit => ({
  id,
  name,
  shortName,
  aliases,
})
const UNITS: readonly KnownUnit[] = [
  unit('建', '青禾区住房和城乡建设局', '区住建局'),
  unit('市建', '滨海市住房和城乡建设局'),
  unit('环', '市生态环境局青禾区分局', null, '环保分局'),
  unit('市环', '滨海市生态环境局'),
  unit('改', '青禾区发展和改革局'),
  unit('城', '青禾区城市管理综合行政执法局'),
  unit('自', '青禾区自然资源和规划局'),
  unit('农', '青禾区农业农村局'),
  unit('水', '青禾区水务局'),
  unit('市水利', '滨海市水利局'),
  unit('林', '青禾区林业局'),
  unit('公安', '市公安局青禾分局'),
  unit('青山', '青禾区青山镇人民政府', '青山镇'),
  unit('下青山', '下青山镇人民政府'),
  unit('澜桥', '澜桥街道办事处'),
  unit('府办', '青禾区人民政府办公室'),
  unit('园', '青禾临港产业园管理委员会', '产业园管委会'),
  unit('河', '青禾区河长制办公室', null, '区河长办'),
  unit('文', '青禾区文化和旅游局'),
]

describe('单位对应', () => {
  test.each([
    ['青禾区住房和城乡建设局', '建', 'name'],
    ['青禾区住房和城乡 建设局', '建', 'name'],
    ['区住建局', '建', 'short'],
    ['环保分局', '环', 'alias'],
    ['区住房和城乡建设局', '建', 'suffix'],
    ['区住房城乡建设局', '建', 'suffix'],
    ['青禾住建局', '建', 'suffix'],
    ['市住建局', '市建', 'suffix'],
    ['生态环境分局', '环', 'suffix'],
    ['区生态环境分局', '环', 'suffix'],
    ['青禾区生态环境分局', '环', 'suffix'],
    ['市生态环境局青禾分局', '环', 'suffix'],
    ['生态环境青禾分局', '环', 'suffix'],
    ['市生态环境局', '市环', 'suffix'],
    ['公安分局', '公安', 'suffix'],
    ['区发改局', '改', 'suffix'],
    ['区发展改革局', '改', 'suffix'],
    ['区城管局', '城', 'suffix'],
    ['区城市管理局', '城', 'suffix'],
    ['区自规局', '自', 'suffix'],
    ['农业农村局', '农', 'suffix'],
    ['水务局', '水', 'suffix'],
    ['水利局', '市水利', 'suffix'],
    ['青山镇政府', '青山', 'suffix'],
    ['青山镇人民政府', '青山', 'suffix'],
    ['下青山镇', '下青山', 'suffix'],
    ['澜桥街道', '澜桥', 'suffix'],
    ['澜桥街道办', '澜桥', 'suffix'],
    ['区政府办', '府办', 'suffix'],
    ['区政府办公室', '府办', 'suffix'],
    ['产业园管委会', '园', 'short'],
    ['青禾临港产业园管委会', '园', 'suffix'],
    ['区文旅局', '文', 'suffix'],
    ['区住建局（含燃气办）', '建', 'short'],
    ['区水务局(配合)', '水', 'suffix'],
  ])('%s → %s（%s）', (name, id, how) => expect(matchUnit(name, UNITS)).toEqual({ id, how }))
  test.each([
    ['住建局', ['建', '市建']],
    ['住房和城乡建设局', ['建', '市建']],
  ])('%s：有几个都合适，列出来由人选', (name, candidates) => expect(matchUnit(name, UNITS)).toEqual({ candidates }))
  test.each([
    '区水利局',
    '区环保局',
    '区生态环境局',
    '白桥区住建局',
    '市生态环境局白桥分局',
    '区林草局',
    '区自然资源局',
    '山镇',
    '桥街道',
    '各镇',
    '市政府办',
    '区住建委',
    '局',
    '',
    '　',
  ])('%s：不猜', (name) => expect(matchUnit(name, UNITS)).toBeUndefined())
  it('表里的单位没写明是哪个区的，列出来由人定', () =>
    expect(matchUnit('青禾区住建局', [unit('甲', '区住建局')])).toEqual({ candidates: ['甲'] }))
  it('同名的两个单位都列出来', () =>
    expect(matchUnit('区信访局', [unit('甲', '区信访局'), unit('乙', '区信访局')])).toEqual({ candidates: ['甲', '乙'] }))
  it('每个单位按自己的名称都能找到自己', () => {
    for (const { id, name } of UNITS) expect(matchUnit(name, UNITS)).toEqual({ id, how: 'name' })
  })
})

describe('人员对应', () => {
  const people = [
    { id: '1', name: '包联区领导甲' },
    { id: '2', name: '承办人乙' },
    { id: '3', name: '承办人丙' },
    { id: '4', name: '承办人丙' },
  ]
  test.each([
    ['包联区领导甲', { id: '1' }],
    ['包联区领导甲（副区长）', { id: '1' }],
    ['包联区领导甲(副区长、公安分局局长)', { id: '1' }],
    ['包联区领导甲 副区长', { id: '1' }],
    [' 承办人乙\n', { id: '2' }],
    ['承办人乙13800000000', { id: '2' }],
    ['承办人乙，0315-8888888', { id: '2' }],
    ['承 办人乙', { id: '2' }],
    ['承办人丙', { candidates: ['3', '4'] }],
    ['承办人', undefined],
    ['', undefined],
    ['（副区长）', undefined],
  ])('%s', (text, found) => expect(matchPerson(text, people)).toEqual(found))
})
