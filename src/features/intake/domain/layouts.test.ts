import { describe, expect, test } from 'vitest'
import type { Day } from '#kernel/days.ts'
import type { Sheet } from '#kernel/sheet.ts'
import { recognise } from './read/recognise.ts'

const ON = '2026-11-23' as Day
const sheet = (lines: readonly string[]): Sheet => ({
  name: '表',
  hidden: false,
  rows: lines.map((line, i) => ({
    row: i + 1,
    hidden: false,
    cells: line
      .split('|')
      .map((text) => (text === '' ? null : { text, kind: /^\d+(?:\.\d+)?$/u.test(text) ? ('number' as const) : ('text' as const) })),
  })),
  merges: [],
  hiddenColumns: [],
})
const read = (...lines: string[]) => recognise([sheet(lines)], { on: ON }).tables
const fields = (...lines: string[]) => read(...lines)[0]?.columns.map(({ field }) => field)

/** Every row of the sheet is a record or named as something else. */
const accounted = (...lines: string[]) => {
  const tables = read(...lines)
  const rows = tables.flatMap((table) => [...table.rows.map(({ at }) => at.row), ...table.others.map(({ row }) => row)])
  return lines.map((_, i) => i + 1).filter((row) => !rows.includes(row))
}

test('只有两行的台账，标题、合计、备注再多也是台账，不是表单', () => {
  const lines = [
    '整改台账',
    '序号|反馈问题|责任单位|金额|整改时限',
    '1|排口未封堵|甲局|2.5|2026年底前',
    '2|扬尘未覆盖|乙局||立行立改',
    '合计|||2.5|',
    '备注：由专班汇总',
  ]
  expect(read(...lines)).toMatchObject([{ kind: 'problem', layout: 'grid', rows: [{ at: { row: 3 } }, { at: { row: 4 } }] }])
  expect(accounted(...lines)).toEqual([])
})

describe('分段文字的措施清单', () => {
  const lines = [
    '附件：整改措施清单',
    '一、甲问题突出。',
    '责任单位：甲区政府',
    '整改时限：2022年12月底前，长期坚持',
    '整改目标：达标。',
    '整改措施：',
    '1.编制方案。',
    '2.建设设施。',
    '3.加强巡查。',
    '二、乙问题突出。',
    '表现为丙。',
    '责任单位：乙区政府',
    '整改时限：立行立改',
    '整改目标：完成。',
    '整改措施：',
    '（一）排查。',
    '（二）整治。',
  ]
  test('标签上一行带序号的话就是问题', () => {
    const [table] = read(...lines)
    expect(table?.rows.map(({ problem }) => problem?.value)).toEqual(['一、甲问题突出。', '二、乙问题突出。\n表现为丙。'])
    expect(table?.rows.map(({ measures }) => measures?.value?.length)).toEqual([3, 2])
    expect(table?.kind).toBe('problem')
    expect(table?.title).toBe('附件：整改措施清单')
  })
  test('每一行都有着落', () => expect(accounted(...lines)).toEqual([]))
  test('写明“反馈问题”的，不再另找问题', () => {
    const labelled = [
      '一、水',
      '反馈问题：甲',
      '责任单位：乙',
      '整改时限：立行立改',
      '二、气',
      '反馈问题：丙',
      '责任单位：丁',
      '整改时限：立行立改',
    ]
    expect(read(...labelled)[0]?.rows.map(({ problem }) => problem?.value)).toEqual(['甲', '丙'])
  })
})

describe('没有表头的行', () => {
  test('各行都按数据读入，列按格内的样子认', () => {
    const lines = ['1|河道污水直排|区水务局|2024年6月底前|整改中', '2|垃圾乱堆|区城管局|立行立改|已完成']
    expect(fields(...lines)).toEqual(['seq', null, 'responsibleUnits', 'deadline', 'done'])
    const [table] = read(...lines)
    expect(table?.rows).toHaveLength(2)
    expect(table?.issues.map(({ message }) => message)).toContain('D 列没有列名，按格内的期限认作“整改时限”，请确认')
    expect(table?.columns[3]?.why).toEqual({ by: 'cells', words: '期限' })
  })
})

describe('统计表不当台账导入', () => {
  test.each([
    ['问题总数', ['乡镇|问题总数|已整改|正在整改|整改率', '甲镇|10|5|5|50%', '乙镇|4|4|0|100%', '合计|14|9|5|64%']],
    ['列名像台账', ['单位|反馈问题|已完成|未完成|完成率', '甲镇|10|5|5|50%', '乙镇|4|4|0|100%']],
    ['没有地名', ['问题总数|已完成|正在推进|未启动', '14|9|4|1']],
    ['按类型', ['污染类型|件数|占比', '大气|10|50%', '水|10|50%', '合计|20|100%']],
  ])('%s', (_, lines) => {
    expect(read(...lines)[0]?.kind).toBe('statistics')
    expect(accounted(...lines)).toEqual([])
  })
  test('两级表头，下级只写在空格处', () => {
    const [table] = read(
      '地市|收到举报数量|||交办数量|已办结||',
      '|来电|来信|合计||属实|不属实|合计',
      '甲市|10|20|30|17|10|5|15',
      '合计|10|20|30|17|10|5|15',
    )
    expect(table?.columns.map(({ header }) => header)).toEqual([
      '地市',
      '收到举报数量/来电',
      '收到举报数量/来信',
      '收到举报数量/合计',
      '交办数量',
      '已办结/属实',
      '已办结/不属实',
      '已办结/合计',
    ])
    expect(table?.issues.filter(({ kind }) => kind === 'TOTAL_DIFFERS')).toEqual([])
  })
  test('有两列数字的台账还是台账', () => {
    expect(read('序号|反馈问题|责任单位|整改时限|完成比例|得分', '1|甲|区水务局|2024年底|50%|3')[0]?.kind).toBe('problem')
  })
})

describe('同期数不当本期数', () => {
  test('去年同期一组的列不对应字段', () => {
    expect(fields('县区|本期|本期|去年同期|去年同期', '|PM2.5|综合指数|PM2.5|综合指数', '甲县|33|3.2|35|3.4')).toEqual([
      'place',
      'pm25',
      'index',
      null,
      'indexLastYear',
    ])
  })
})

describe('两列数值都像同一字段', () => {
  test('见过的写法比按词读的可靠', () => {
    expect(fields('受理编号|举报内容|是否属实|处理追责问责|问责情况', 'X2|甲|属实|乙|丙')?.at(-1)).toBe('accountability')
  })
  test('更新日期不当整改时限', () => {
    expect(fields('任务编号|整改任务|责任单位|填报日期', 'A-1|甲|区水务局|2024-06-01')?.at(-1)).toBeNull()
  })
})

describe('举报人的列', () => {
  test('举报人电话不是责任人电话，身份证号不是编号；责任人的电话照旧', () => {
    const heads = '序号|举报人|举报人电话|身份证号|反馈问题|责任单位|责任人|联系电话|整改时限'
    const row = '1|某某甲|13800000001|110101199003077715|排口未封堵|甲局|某某乙|13900000002|2026年底前'
    expect(fields(heads, row)).toEqual(['seq', null, null, null, 'problem', 'responsibleUnits', 'person', 'phone', 'deadline'])
    expect(fields(heads.replace('|联系电话', ''), row.replace('|13900000002', ''))).not.toContain('phone')
  })

  test('更正列时也不能把举报人电话指作责任人电话', () => {
    const lines = ['序号|举报人电话|反馈问题|责任单位|责任人|整改时限', '1|13800000001|排口未封堵|甲局|某某乙|2026年底前']
    const [table] = recognise([sheet(lines)], { on: ON, columns: [{ table: 0, column: 1, field: 'phone' }] }).tables
    expect(table?.columns[1]?.field).toBeNull()
  })
})
