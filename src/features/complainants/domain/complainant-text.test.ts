import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isIdNumber } from './id-number.ts'
import { markOf, sealText } from './complainant-text.ts'

const complaint = (text: string, head?: string) => sealText(text, { isComplaint: true, ...(head !== undefined && { head }) })
const work = (text: string, head?: string) => sealText(text, { isComplaint: false, ...(head !== undefined && { head }) })
const of = ({ pieces }: ReturnType<typeof sealText>) => pieces.map(({ text }) => text)

test.each<[string, string[]]>([
  ['举报人王某某，电话13800000001，反映东沟河有异味', ['王某某', '13800000001']],
  ['举报人：赵钱孙（身份证号110101199003077715，住青禾小区3栋502）', ['赵钱孙', '110101199003077715', '3栋502']],
  ['我家住5号楼2单元301室，楼下烧烤店油烟直排', ['5号楼2单元301室']],
  ['请回电 138-0000-0001 或 138 0000 0002', ['138-0000-0001', '138 0000 0002']],
  ['投诉人联系电话：１３８００００００１１', ['１３８００００００１１']],
  ['来电人座机0730-8123456，要求反馈', ['0730-8123456']],
  ['来电人电话8123456', ['8123456']],
  ['联系电话：+86 13800000001', ['+86 13800000001']],
  ['13800000001 反映噪声扰民', ['13800000001']],
  ['居民反映，青禾小区3-2-501室上方冷却塔噪声大', ['3-2-501室']],
  ['身份证 110101900307771', ['110101900307771']],
  ['身份证11010119900307771 5的村民来信', ['11010119900307771 5']],
  ['信访人张三称河道被填。', ['张三']],
  // nobody's of a complainant
  ['被举报人电话13900000001，住3栋502', []],
  ['责任人：李某，电话13900000001', []],
  ['某某公司（联系人李某，13900000001）违法排污', []],
  ['企业位于科技园3栋502室，无环评手续', []],
  ['科技园3栋502室的某某餐饮店油烟扰民', []],
  ['监督电话0730-8123456，举报电话12369', []],
  ['镇政府值班电话 0730-8123456', []],
  ['统一社会信用代码91430000MA4L000001，许可证号110101199003077714', []],
  ['2021年8月3日检查3号楼，罚款138000元，坐标112.13800000001', []],
  ['举报人反映2号楼3单元噪声；举报人表示满意；举报人多次来电', []],
  ['排口编号2021-08-001，3-2-50号图斑', []],
])('投诉内容：%s', (text, found) => expect(of(complaint(text))).toEqual(found))

test.each<[string, string, string[]]>([
  ['责任人电话', '13900000001', []],
  ['整改进展', '已约谈，经理电话13900000001', []],
  ['整改进展', '已于8月3日回访举报人13800000001，表示满意', ['13800000001']],
  ['整改措施', '拆除3栋502室违建', []],
  ['责任单位', '区住建局 13900000001', []],
])('办理情况（%s）：%s', (head, text, found) => expect(of(work(text, head))).toEqual(found))

test('封存处留下标记，其余一字不动；再封存一次不变', () => {
  const { text } = complaint('举报人王某某，电话13800000001，住3栋502，反映东沟河异味')
  expect(text).toBe(`举报人${markOf('name')}，电话${markOf('phone')}，住${markOf('address')}，反映东沟河异味`)
  expect(complaint(text)).toEqual({ text, pieces: [] })
})

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const idNumber = fc
  .tuple(
    fc.integer({ min: 110_000, max: 659_000 }),
    fc.tuple(fc.integer({ min: 1930, max: 2020 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([region, birth, seq]) => {
    const body = `${region}${birth.map((part) => String(part).padStart(2, '0')).join('')}${String(seq).padStart(3, '0')}`
    return body + '10X98765432'.charAt(WEIGHTS.reduce((sum, weight, i) => sum + weight * Number(body[i]), 0) % 11)
  })
const mobile = fc
  .tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }))
  .map(([a, b]) => `1${a}${String(b).padStart(9, '0')}`)
const words = fc.constantFrom('东沟河有异味', '夜间施工', '，', '。', '要求处理', '第3排口')

test('任何有效的身份证号，写在哪里都封存；差一位的不封存', () => {
  fc.assert(
    fc.property(idNumber, words, words, fc.boolean(), (id, before, after, isComplaint) => {
      expect(isIdNumber(id)).toBe(true)
      expect(sealText(`${before}身份证${id}，${after}`, { isComplaint }).text).not.toContain(id)
      const wrong = id.slice(0, 17) + (id.endsWith('1') ? '2' : '1')
      expect(isIdNumber(wrong)).toBe(false)
    }),
  )
})

test('举报人的手机写在举报人之后总被封存，责任人的总不动；取出的与留下的合起来是原文', () => {
  fc.assert(
    fc.property(mobile, mobile, words, fc.boolean(), (theirs, others, between, isComplaint) => {
      const whole = `举报人（${theirs}）反映${between}。责任人电话${others}`
      const { text, pieces } = sealText(whole, { isComplaint })
      expect(pieces).toEqual([{ kind: 'phone', text: theirs }])
      expect(text.replace(markOf('phone'), theirs)).toBe(whole)
    }),
  )
})
