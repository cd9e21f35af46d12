import { writeXlsx } from 'hucre'
import type { CellStyle, CellValue, WriteSheet } from 'hucre'
import { addDays, yearOf } from '#kernel/days.ts'
import type { Day } from '#kernel/days.ts'
import { longDate } from './deadline-phrases.ts'
import type { DemoFile } from './ledger-file.ts'
import { csvBytes, exposureRows, natureRows, uprightRows } from './other-csv.ts'

/** A further file with what the importer should take it for: its kind and whether its records lie in rows or as label–value pairs. */
export type DemoOtherFile = DemoFile & { readonly kind: 'problem' | 'task'; readonly layout: 'grid' | 'pairs' }

type Row = readonly CellValue[]

/** 任务分解表 (layout t33): four columns, deadlines in set phrases, one with a word left out as people type it. */
const dutyRows = (on: Day): Row[] => [
  ['滨澜区迎接中央生态环境保护督察工作任务分解表'],
  ['序号', '工作任务', '负责部门', '时间进度'],
  [1, '制定迎接督察工作方案，成立工作专班并明确各组职责', '区委办、区政府办', '已完成，根据实际动态调整'],
  [2, '对第一轮督察和“回头看”反馈问题逐项开展销号复核', '区整改办、各责任单位', `${longDate(addDays(on, 10))}前`],
  [3, '编制督察调阅资料清单并归集近三年资料', '区委办、区政府办、生态环境分局', '进驻前'],
  [4, '开展入海排口、黑臭水体、海草床保护专项自查', '生态环境分局，区海洋局、区水务局，各镇（街道）', `${yearOf(on)}年底前`],
  [5, '深入推进清水工程，完成东堤干渠、芦荻河沿线散排口封堵', '区水务局、区住建局，各镇（街道）', `${yearOf(on) + 1}年6底前`],
  [6, '完成年度造林补植补造和成活率核查', '区林业局、各镇政府', `${yearOf(on)}—${yearOf(on) + 1}年底前`],
  [7, '农村人居环境集中整治，清理“三堆”和残垣断壁', '区农业农村局，各镇政府', '常态工作'],
  [8, '完善生活垃圾和医疗废物收运处置体系', '区城管局、区卫健局', '省出台文件后2个月完成'],
  [9, '建立群众信访举报转办件办理流程，落实专人值守', '区信访局、生态环境分局', '进驻前，长期坚持'],
  [10, '做好督察期间交通、医疗、餐饮和安全保障', '区政府办、公安分局、区卫健局', '督察进驻期间'],
  [11, '开展建筑工地、渣土运输、餐饮油烟夜间联合执法', '区城管局、区住建局、公安分局', '每周一次'],
  [12, '对整改滞后单位开展督导问效', '区督查办', '收到反馈后1个月内'],
]

/** 大气污染防治行动计划 (layout t36): seven columns, the last head broken over two lines, helpers separated by blanks. */
const planRows = (on: Day): Row[] => [
  [`附件1  滨澜区大气污染防治${yearOf(on)}—${yearOf(on) + 1}年秋冬季行动计划`],
  ['序号', '重点任务', '工作措施', '牵头部门', '主责单位', '协办单位', '完成\n时限'],
  [
    1,
    '目标任务',
    '细颗粒物平均浓度较上年同期持续改善，重污染天数只减不增',
    '生态环境分局',
    '各镇政府、街道办事处（含临港产业园管委会）',
    '区发改局 区工信局 区住建局 等部门',
    '年底前',
  ],
  [2, '施工扬尘管控', '工地扬尘“六个百分之百”，在线监测应装尽装', '区住建局', '各镇政府、街道办事处', '区城管局 区交通局', '长期实施'],
  [3, '渣土车治理', '渣土车密闭运输，夜间联合检查', '区城管局', '区城管局', '公安分局 区交通局', '长期实施'],
  [
    4,
    '挥发性有机物治理',
    '涂装、板材加工企业更换活性炭，开展走航监测',
    '生态环境分局',
    '临港产业园管委会、石桥头镇',
    '区工信局',
    `${longDate(addDays(on, 40))}前`,
  ],
  [5, '燃煤小锅炉淘汰', '淘汰剩余燃煤小锅炉和小炉窑', '区工信局', '清湾镇、石桥头镇', '区市场监管局 生态环境分局', `${yearOf(on)}年12月前`],
  [6, '秸秆禁烧', '网格巡查与高点监控结合，落实镇村责任', '区农业农村局', '各镇政府', '区应急局', '收割季每天'],
  [7, '港口码头抑尘', '散货堆场封闭改造，岸电设施应用尽用', '区交通局', '临港产业园管委会', '生态环境分局', `${yearOf(on) + 1}年底前`],
  [8, '餐饮油烟治理', '规模以上餐饮单位安装油烟在线监测', '区城管局', '各街道办事处', '区市场监管局', `${yearOf(on) + 1}年3月底前`],
]

/** 群众信访举报转办件清单 as a petition office hands it down, with whoever complained: what the preview seals. */
const petitionRows = (on: Day): Row[] => [
  ['群众信访举报转办件清单'],
  ['序号', '受理编号', '举报人', '举报人电话', '反馈问题', '行政区域', '牵头单位', '整改措施', '整改时限'],
  ...PETITIONS.map(([issue, town, lead, measure], i): Row => [
    i + 1,
    `XF${yearOf(on)}${String(i + 1).padStart(4, '0')}`,
    `举报人${'甲乙丙丁戊己'[i] ?? ''}`,
    `分机${9101 + i}`,
    issue,
    town,
    lead,
    measure,
    `${longDate(addDays(on, 20 + 5 * i))}前`,
  ]),
]
const PETITIONS = [
  ['石桥头镇板材厂夜间喷漆，异味扰民', '石桥头镇', '生态环境分局', '查封露天喷漆点，安装废气收集处理设施'],
  ['清湾镇河道边倾倒建筑垃圾约20立方米', '清湾镇', '区城管局', '清运建筑垃圾，查处倾倒车辆'],
  ['海棠镇饭店油烟直排居民楼', '海棠镇', '区城管局', '安装油烟净化设施并定期清洗'],
  ['东堤镇养猪场粪水流入干渠', '东堤镇', '区农业农村局', '建设粪污储存池，封堵排口'],
  ['临港码头散货堆场扬尘大', '清湾镇', '区交通局', '堆场苫盖，增加喷淋频次'],
  ['白鹭镇滩涂夜间有人挖沙', '白鹭镇', '区海洋局', '夜间巡查，依法查处盗采'],
] as const

const side = { style: 'thin' } as const
const BODY: CellStyle = { border: { top: side, right: side, bottom: side, left: side }, alignment: { vertical: 'center', wrapText: true } }
const TITLE: CellStyle = { font: { size: 16, bold: true }, alignment: { horizontal: 'center' } }

/** One sheet with its title merged over all columns. */
async function oneSheet(name: string, rows: readonly Row[], widths: readonly number[], on: Day): Promise<Uint8Array> {
  const sheet: WriteSheet = {
    name,
    columns: widths.map((width) => ({ width, style: BODY })),
    rows: rows.map((row) => [...row]),
    cells: new Map([['0,0', { style: TITLE }]]),
    merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: widths.length - 1 }],
  }
  const saved = new Date(`${addDays(on, -5)}T09:00:00Z`)
  return writeXlsx({ sheets: [sheet], properties: { creator: '区整改办', created: saved, modified: saved } })
}

/** Six small files in other layouts met in practice, content our own. The same bytes for the same day. */
export async function demoOtherFiles(on: Day): Promise<DemoOtherFile[]> {
  return [
    { name: `自然保护地问题整改销号公示表（${yearOf(on)}年）.csv`, kind: 'problem', layout: 'grid', bytes: csvBytes(natureRows(on)) },
    { name: '医疗废物问题整改情况表.csv', kind: 'problem', layout: 'pairs', bytes: csvBytes(uprightRows(on)) },
    { name: '迎检工作任务分解表.xlsx', kind: 'task', layout: 'grid', bytes: await oneSheet('任务分解', dutyRows(on), [6, 48, 34, 24], on) },
    {
      name: '秋冬季大气污染防治行动计划.xlsx',
      kind: 'task',
      layout: 'grid',
      bytes: await oneSheet('附件1', planRows(on), [6, 18, 40, 16, 30, 28, 18], on),
    },
    {
      name: '群众信访举报转办件清单.xlsx',
      kind: 'problem',
      layout: 'grid',
      bytes: await oneSheet('转办件', petitionRows(on), [6, 14, 12, 14, 44, 14, 18, 34, 18], on),
    },
    { name: '曝光台问题交办.csv', kind: 'problem', layout: 'pairs', bytes: csvBytes(exposureRows(on)) },
  ]
}
