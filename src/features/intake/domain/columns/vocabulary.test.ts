import { describe, expect, test } from 'vitest'
import type { Family } from './synonym.ts'
import { VOCABULARY, vocabularyOf } from './vocabulary.ts'

/** No head was ever seen: only what its words tell. */
const UNTAUGHT = vocabularyOf([])
const why = (head: string, family: Family) => [VOCABULARY.match(head, family)?.by, VOCABULARY.match(head, family)?.words]

describe('没见过的列名，按词读', () => {
  test.each([
    ['ledger', '总牵头部门', 'leadUnit'],
    ['ledger', '协同部门', 'coUnits'],
    ['ledger', '整改责任部门', 'responsibleUnits'],
    ['ledger', '验收把关部门', 'acceptanceUnit'],
    ['ledger', '市级督导部门', 'supervisingUnit'],
    ['ledger', '责任单位联系人', 'person'],
    ['ledger', '挂牌区领导', 'leader'],
    ['ledger', '预计完成日期', 'deadline'],
    ['ledger', '时间节点', 'deadline'],
    ['ledger', '突出环境问题', 'problem'],
    ['ledger', '治理对策', 'measures'],
    ['ledger', '年度重点任务', 'task'],
    ['ledger', '河流断面名称', 'point'],
    ['ledger', '整改完成率', 'percent'],
    ['ledger', '涉及乡镇', 'region'],
    ['ledger', '佐证材料编号', undefined],
    ['ledger', '实际完成时间', undefined],
    ['ledger', '销号时间', undefined],
    ['ledger', '填报单位', undefined],
    ['ledger', '公示开始时间', 'publicity'],
    ['case', '来信编号', 'caseNo'],
    ['case', '群众举报事项', 'content'],
    ['case', '现场核查情况', 'investigation'],
    ['case', '查处结果', 'handling'],
    ['case', '追责问责情况', 'accountability'],
    ['case', '处理类别', undefined],
    ['case', '问责（人次）', undefined],
    ['case', '罚款金额（万元）', undefined],
    ['air', 'PM₂.₅浓度(μg/m³)', 'pm25'],
    ['air', 'PM2.5同比变化', undefined],
    ['air', '首要污染物', undefined],
    ['air', '上年同期综合指数', 'indexLastYear'],
    ['air', '综合指数同比', undefined],
    ['statistics', '乡镇街道', 'place'],
  ] as const)('%s %s → %s', (family, head, field) => expect(UNTAUGHT.match(head, family)?.field).toBe(field))

  test.each(['武宁县', '沣西新城', '海棠镇', '部分属实', '已办结', '区住建局', '包联区领导甲', '水环境领域', '1.5', '2024年底前', '合格'])(
    '%s 是值，不是列名',
    (text) => expect(UNTAUGHT.weight(text)).toBe(0),
  )

  test('说得出凭什么认的', () => {
    expect(why('整改时限', 'ledger')).toEqual(['synonym', '整改时限'])
    expect(why('问题整改时限要求', 'ledger')).toEqual(['ending', '时限要求'])
    expect(why('挂牌区领导', 'ledger')).toEqual(['parts', '领导'])
  })
})
