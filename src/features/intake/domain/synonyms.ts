import type { FieldKey } from './fields.ts'

/** Tables that share their heads: problem and task sheets are told apart only afterwards. */
export type Family = 'case' | 'ledger' | 'air' | 'statistics'

export type Synonym = {
  readonly field: FieldKey
  readonly families: readonly Family[]
  /** Normalised: no spaces, no brackets, lower case. */
  readonly heads: readonly string[]
  /** 3 tells the kind of the table, 1 stands anywhere. */
  readonly weight: 1 | 2 | 3
  /** Holds either words on progress or a plain done / not done; the cells decide. */
  readonly orDone?: true
  /** Layouts it was seen in: files of `test/fixtures/tables` (t…), tables of `domain.md` §4 (T, Z, ST), `fields.md` (F), words of the trade (K). */
  readonly seen: readonly string[]
}

const words = (text: string): readonly string[] => text.split(' ')
const both: readonly Family[] = ['case', 'ledger']
const ledger: readonly Family[] = ['ledger']
const cases: readonly Family[] = ['case']
const air: readonly Family[] = ['air']

/** What a column may be called. A new layout adds words here and nowhere else. */
export const SYNONYMS: readonly Synonym[] = [
  {
    field: 'seq',
    families: ['case', 'ledger', 'air', 'statistics'],
    weight: 1,
    heads: words('序号'),
    seen: ['t03', 't28', 't33', 'Z7', 'T1'],
  },
  { field: 'remark', families: both, weight: 1, heads: words('备注'), seen: ['t01', 't13', 'T4', 'F'] },
  {
    field: 'responsibleUnits',
    families: cases,
    weight: 1,
    heads: words('责任单位 承办单位 牵头责任单位 主办单位 办理单位 责任部门'),
    seen: ['T3', 'F'],
  },

  {
    field: 'caseNo',
    families: cases,
    weight: 3,
    heads: words('受理编号 信访编号 举报编号 投诉受理编号 转办编号 案件编号 件号 信访件编号 举报件编号 交办编号 转办件编号'),
    seen: ['t03', 't07', 'T1', 'T3', 'F'],
  },
  { field: 'batch', families: cases, weight: 2, heads: words('批次 交办批次 转办批次'), seen: ['t19', 'F'] },
  { field: 'channel', families: cases, weight: 2, heads: words('受理方式 举报方式 举报渠道 信访方式 来件方式'), seen: ['F'] },
  {
    field: 'content',
    families: cases,
    weight: 3,
    heads: words(
      '交办问题基本情况 举报内容 信访件诉求 信访内容 信访诉求 反映问题 反映问题基本情况 投诉内容 举报问题 举报件内容 交办问题 群众反映问题',
    ),
    seen: ['t01', 't18', 't52', 'T1', 'F'],
  },
  { field: 'content', families: cases, weight: 1, heads: words('问题描述'), seen: ['T1'] },
  {
    field: 'region',
    families: both,
    weight: 1,
    heads: words(
      '行政区域 所属区县 所在县区 涉及区县及部门 举报县区 举报县 举报区县 所属新城 所在区域 属地 县区 区县 县 所属县区 所属区域',
    ),
    seen: ['t03', 't09', 't12', 't15', 't17', 't18', 't41', 't52', 'F'],
  },
  { field: 'enterprise', families: cases, weight: 2, heads: words('所属企业单位 被举报对象 被举报单位 被举报企业 涉及企业'), seen: ['F'] },
  {
    field: 'pollutionTypes',
    families: cases,
    weight: 1,
    heads: words('污染类型 污染类别 问题类型 举报类型'),
    seen: ['t01', 't03', 'T1', 'F'],
  },
  {
    field: 'investigation',
    families: cases,
    weight: 3,
    heads: words('调查核实情况 督察期间调查核实情况 核查情况 调查情况 核实情况'),
    seen: ['t01', 't03', 'T1', 'T3'],
  },
  { field: 'verdict', families: cases, weight: 3, heads: words('是否属实 核实结果 属实情况'), seen: ['t01', 't03', 'T2'] },
  { field: 'goal', families: cases, weight: 2, heads: words('办结目标'), seen: ['t03', 't11'] },
  {
    field: 'handling',
    families: cases,
    weight: 3,
    heads: words('处理和整改情况 处理整改情况 处理处罚和问责情况 边督边改情况 办理情况 督察期间处理情况'),
    seen: ['t01', 't03', 't09', 'T3', 'T4'],
  },
  { field: 'handling', families: cases, weight: 1, heads: words('整改落实情况'), seen: ['F'] },
  { field: 'done', families: cases, weight: 2, heads: words('是否办结 办结状态 办理状态 办结情况'), seen: ['t03', 't09', 't19', 'T3'] },
  {
    field: 'accountability',
    families: cases,
    weight: 2,
    heads: words('责任人被处理情况 问责情况 责任追究情况'),
    seen: ['t03', 't01', 'T2'],
  },

  {
    field: 'taskNo',
    families: ledger,
    weight: 1,
    heads: words('编号 任务编号 问题编号 整改编号 台账编号 任务序号 问题序号'),
    seen: ['Z8', 'F'],
  },
  { field: 'source', families: ledger, weight: 3, heads: words('问题来源 任务来源 来源 督察名称'), seen: ['Z7', 'Z4', 'F'] },
  { field: 'round', families: ledger, weight: 2, heads: words('督察轮次 轮次'), seen: ['Z7', 'Z4', 'F'] },
  {
    field: 'problem',
    families: ledger,
    weight: 3,
    heads: words(
      '反馈问题 反馈问题原文 督察反馈问题 问题具体情况 问题原文 问题内容 具体问题 存在问题 存在的问题 存在的主要问题 主要问题 突出问题 发现问题 反馈意见',
    ),
    seen: ['t30', 'Z3', 'Z7', 'F'],
  },
  { field: 'problem', families: ledger, weight: 1, heads: words('问题描述 问题 基本情况'), seen: ['t28', 'Z1', 'Z4', 'F'] },
  {
    field: 'task',
    families: ledger,
    weight: 3,
    heads: words('整改任务 主要任务 工作任务 重点任务 任务内容 工作内容 重点工作 任务名称 任务'),
    seen: ['t33', 't36', 'Z5', 'F'],
  },
  { field: 'category', families: ledger, weight: 1, heads: words('类别 问题类别 任务类别 分类'), seen: ['Z4', 'F'] },
  { field: 'problemTypes', families: ledger, weight: 1, heads: words('问题类型 活动类型 污染类型'), seen: ['t28', 'Z7', 'F'] },
  {
    field: 'point',
    families: ledger,
    weight: 2,
    heads: words('点位 具体点位 点位名称 问题点位 水源地名称 设施名称'),
    seen: ['t28', 't41', 'Z7', 'F'],
  },
  {
    field: 'region',
    families: ledger,
    weight: 1,
    heads: words('属地镇 属地乡镇 属地镇街 所在地 所属乡镇 所在乡镇 乡镇 镇街 位置 所在位置'),
    seen: ['t28', 'Z7', 'F'],
  },
  { field: 'target', families: ledger, weight: 3, heads: words('整改目标 工作目标 目标'), seen: ['t30', 'Z1', 'Z5', 'Z7'] },
  {
    field: 'measures',
    families: ledger,
    weight: 3,
    heads: words('整改措施 细化措施 工作措施 具体措施 主要措施 措施 整改举措 工作举措'),
    seen: ['t28', 't30', 't36', 'Z1', 'Z7', 'F'],
  },
  {
    field: 'leader',
    families: ledger,
    weight: 3,
    heads: words('责任区领导 包联领导 包联区领导 包保领导 牵头领导 责任领导 分管领导 挂钩领导 挂点领导 区级领导 区领导'),
    seen: ['Z4', 'Z7', 'F'],
  },
  {
    field: 'leadUnit',
    families: ledger,
    weight: 3,
    heads: words('牵头单位 牵头部门 牵头责任单位 整改牵头单位'),
    seen: ['t30', 't36', 'Z4', 'Z7'],
  },
  {
    field: 'coUnits',
    families: ledger,
    weight: 3,
    heads: words('配合单位 配合部门 参与单位 参加单位 协助单位 协办单位 协同单位'),
    seen: ['t36', 'Z4', 'Z7', 'F'],
  },
  {
    field: 'responsibleUnits',
    families: ledger,
    weight: 2,
    heads: words('责任单位 责任部门 负责部门 负责单位 主责单位 主管单位 承办单位 整改责任单位 责任主体 落实单位'),
    seen: ['t33', 't36', 't41', 'Z1', 'F'],
  },
  { field: 'acceptanceUnit', families: ledger, weight: 3, heads: words('验收单位 验收部门 验收销号单位'), seen: ['Z7', 'F'] },
  { field: 'supervisingUnit', families: ledger, weight: 3, heads: words('督导单位 督导部门 督办单位'), seen: ['Z1', 'F'] },
  {
    field: 'person',
    families: ledger,
    weight: 1,
    heads: words('责任人 具体责任人 具体责任人及电话 责任人及电话 责任人及联系电话 直接责任人 整改责任人 负责人 联系人'),
    seen: ['Z1', 'Z4', 'Z7', 'F'],
  },
  {
    field: 'phone',
    families: both,
    weight: 1,
    heads: words('联系电话 电话 联系方式 手机 手机号码 责任人电话 责任人联系电话'),
    seen: ['t30', 'Z5', 'T3', 'F'],
  },
  {
    field: 'deadline',
    families: ledger,
    weight: 3,
    heads: words('整改时限 完成时限 整改期限 完成期限 时间进度 时限 时限要求 整改完成时限 计划完成时间 整改时间'),
    seen: ['t33', 't36', 't41', 'Z1', 'Z7', 'F'],
  },
  { field: 'deadline', families: ledger, weight: 1, heads: words('完成时间 期限'), seen: ['K'] },
  {
    field: 'progress',
    families: ledger,
    weight: 2,
    heads: words('整改进展 整改进展情况 当前进展 进展情况 工作进展 累计进展 整改主要工作及成效 整改情况 整改落实情况 整改成效'),
    seen: ['t28', 't30', 'Z3', 'Z7', 'F'],
  },
  { field: 'progress', families: ledger, weight: 2, orDone: true, heads: words('整改完成情况 完成情况'), seen: ['t30', 'Z5'] },
  { field: 'percent', families: ledger, weight: 2, heads: words('完成比例 完成率 完成百分比'), seen: ['Z7', 'Z8', 'F'] },
  { field: 'done', families: ledger, weight: 2, heads: words('是否完成 是否完成整改 是否整改完成 是否整改到位'), seen: ['F'] },
  { field: 'status', families: ledger, weight: 1, heads: words('状态 整改状态 当前状态 任务状态'), seen: ['Z7', 'F'] },
  {
    field: 'conclusion',
    families: ledger,
    weight: 2,
    heads: words('整改结论 验收结论 销号结论 销号情况 销号状态'),
    seen: ['Z7', 'F'],
  },
  { field: 'publicity', families: ledger, weight: 2, heads: words('公示时间 公示日期'), seen: ['Z5', 'F'] },

  { field: 'place', families: air, weight: 1, heads: words('县区 区县 城市 县 站点 镇街 乡镇 行政区域'), seen: ['t45', 't47'] },
  { field: 'period', families: air, weight: 1, heads: words('月份 时间 日期 时段'), seen: ['t49'] },
  { field: 'pm25', families: air, weight: 3, heads: words('pm2.5 细颗粒物 平均浓度/pm2.5'), seen: ['t45', 't49'] },
  { field: 'pm10', families: air, weight: 3, heads: words('pm10 可吸入颗粒物 平均浓度/pm10'), seen: ['t45', 't49'] },
  { field: 'so2', families: air, weight: 3, heads: words('so2 二氧化硫'), seen: ['t45', 't49'] },
  { field: 'no2', families: air, weight: 3, heads: words('no2 二氧化氮'), seen: ['t45', 't49'] },
  { field: 'co95', families: air, weight: 3, heads: words('co 一氧化碳 co第95百分数 co第95百分位数 co-95per co95'), seen: ['t45', 't49'] },
  {
    field: 'o3_90',
    families: air,
    weight: 3,
    heads: words('o3 臭氧 o3_8h o3-8h o3_8h第90百分位数 o3第90百分位数 o3-8h-90per'),
    seen: ['t45', 't49'],
  },
  { field: 'aqi', families: air, weight: 3, heads: words('aqi 空气质量指数'), seen: ['K'] },
  { field: 'goodRate', families: air, weight: 3, heads: words('优良率 优良天数比例 优良天数比率 aqi达标率 aqi标率 达标率'), seen: ['t45'] },
  {
    field: 'index',
    families: air,
    weight: 3,
    heads: words('综合指数 环境空气质量综合指数 空气质量综合指数 综合质量指数'),
    seen: ['t45', 't47', 't49'],
  },
  { field: 'indexLastYear', families: air, weight: 3, heads: words('上年同期综合指数 去年同期综合指数 综合指数同期'), seen: ['K'] },
  { field: 'rank', families: air, weight: 1, heads: words('排名 综合指数排名 位次'), seen: ['t45', 't47'] },

  {
    field: 'place',
    families: ['statistics'],
    weight: 1,
    heads: words('行政区域 地区 地区类型 区县 县区 市地 县 单位 乡镇 乡镇、区直部门类型 区域 所属区县'),
    seen: ['t42', 't44', 't53', 't54', 't55', 'ST1', 'ST4'],
  },
]

/** Heads over counts: numbers of cases, and the pollution types as columns (t42, t44, t53, t54, t55, ST1–ST4). */
export const COUNT_HEAD =
  /(?:件数|交办数量|数量|次数|家数|人数)$|^(?:合计|总计|共计|小计|污染类型合计|来电|来信|水|大气|土壤|海洋|生态|辐射|噪声|固废|其他|其他污染|移交数|交办数|办结数)$/u
