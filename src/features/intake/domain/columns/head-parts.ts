import { FIGURE_PARTS, type PartsRule } from './head-parts-figures.ts'
import { BOTH, type Family } from './synonym.ts'

const CASE: readonly Family[] = ['case']
const LEDGER: readonly Family[] = ['ledger']
const PLACES: readonly Family[] = ['air', 'statistics']
const UNIT = '(?:单位|部门|主体|机构)(?:名称|及.*|和.*)?$'
const GENERIC = '区县|县区|县市区?|市县|县市|市区|乡镇|镇乡|镇街|街镇|镇办|乡办|街道|区域|区划|辖区|属地|地区|新城|园区|片区'
const WHERE = '所属|所在|涉及|被?举报|投诉|反映|问题|属地|行政|责任|案件|涉事|发生|点位|事发|详细|具体'
/** A head names a place only in general; 海棠镇 and 沣西新城 are places themselves, and stand in cells. */
const PLACE = new RegExp(
  `^(?:${WHERE})*(?:${GENERIC}){1,2}$|^(?:${WHERE})+(?:[市县区镇乡村]|社区|行政村|地)$|^(?:${WHERE})*(?:所在地|位置|地点|地址)$|^[市县区镇乡]$|^(?:涉及|责任)?(?:${GENERIC}|区县?|县)(?:和|及|、|或).{1,6}$`,
  'u',
)

/**
 * What the words of a head mean where nobody has seen the whole head yet: its last word says what kind of thing stands below
 * (单位, 时限, 编号, 类型), the words before it say whose or which. The first rule that fits a family speaks for it.
 */
export const PARTS_RULES: readonly PartsRule[] = [
  ...FIGURE_PARTS,
  { field: 'seq', families: ['case', 'ledger', 'air', 'statistics'], weight: 1, pattern: /^(?:序|项次|no\.?|№)$/u },
  { field: 'verdict', families: CASE, weight: 2, pattern: /是否.*属实|属实(?:与否|情况|性|程度)|^核实结[果论]$/u },
  { field: 'done', families: BOTH, weight: 2, pattern: /^是否(?:已|按期|按时|全部)?(?:整改)?(?:办结|完成|整改|到位)/u },
  { field: 'done', families: CASE, weight: 2, pattern: /办[结理](?:状态|与否|结果)$|办结情况$/u },

  { field: 'phone', families: BOTH, weight: 1, pattern: /(?:电话|手机|联系方式)(?:号码?)?$/u, unless: /人.*及|和/u },
  { field: 'person', families: LEDGER, weight: 1, pattern: /(?:责任|负责|联系|联络|承办|经办|包保|包联)人员?(?:姓名)?(?:及.*|和.*)?$/u },
  { field: 'leader', families: LEDGER, weight: 2, pattern: /(?:领导|负责同志)(?:干部|同志|姓名|及.*)?$/u },
  {
    field: 'enterprise',
    families: CASE,
    weight: 2,
    pattern: /^(?:被(?:举报|投诉|反映)|涉事|涉及|污染|所属)的?(?:企业|对象|单位|主体|场所)|^企业(?:单位|名称)?$/u,
  },
  { field: 'acceptanceUnit', families: LEDGER, weight: 2, pattern: new RegExp(`(?:验收|核查验|销号).*${UNIT}`, 'u') },
  { field: 'supervisingUnit', families: LEDGER, weight: 2, pattern: new RegExp(`(?:督导|督办|督查|监督|督促).*${UNIT}`, 'u') },
  { field: 'leadUnit', families: LEDGER, weight: 2, pattern: new RegExp(`(?:牵头|主办|总负责).*${UNIT}|^牵头(?:方|者)?$`, 'u') },
  {
    field: 'coUnits',
    families: LEDGER,
    weight: 2,
    pattern: new RegExp(`(?:配合|协助|协办|协同|参与|参加|协作).*${UNIT}|^(?:配合|协办)(?:方)?$`, 'u'),
  },
  {
    field: 'responsibleUnits',
    families: BOTH,
    weight: 1.5,
    pattern: new RegExp(`(?:责任|承办|主办|办理|主管|主责|负责|落实|实施|承担|整改|牵头|包保|处理).*${UNIT}|^(?:整改|责任)主体$`, 'u'),
    unless: /填报|举报|检查|排查|发现|来源|联系/u,
  },
  { field: 'responsibleUnits', families: LEDGER, weight: 0.8, pattern: /^(?:单位|部门)(?:名称)?$/u },

  { field: 'batch', families: CASE, weight: 2, pattern: /批次|批号|^批$/u },
  { field: 'channel', families: CASE, weight: 2, pattern: /(?:受理|举报|信访|来访|投诉|来件|反映)(?:件)?(?:方式|渠道|途径|形式|来源)$/u },
  { field: 'caseNo', families: CASE, weight: 2, pattern: /(?:受理|信访|举报|投诉|转办|交办|来信|来电|案|件).*(?:编号|编码|号|序号)$/u },
  { field: 'caseNo', families: CASE, weight: 0.8, pattern: /^(?:编号|件编?号)$/u },
  { field: 'taskNo', families: LEDGER, weight: 1, pattern: /(?:编号|编码|问题号|任务号)$/u, unless: /材料|文件|档案|文号|证/u },
  { field: 'round', families: LEDGER, weight: 2, pattern: /轮次|^第?几轮$/u },
  { field: 'source', families: LEDGER, weight: 2, pattern: /来源$|出处$|督察(?:名称|项目|类型)$/u },

  {
    field: 'deadline',
    families: LEDGER,
    weight: 2,
    pattern: /^(?:时限|期限)[/及和]|(?:时限|期限|限期|时间(?:要求|节点|进度|安排)|进度(?:要求|安排)|节点(?:要求)?)$/u,
    unless: /阶段|公示|接收|受理/u,
  },
  {
    field: 'deadline',
    families: LEDGER,
    weight: 1.5,
    pattern: /(?:计划|预计|拟|要求|规定|应|整改|目标).*(?:完成|办结|整改|销号)?.*(?:时间|日期|时点)$/u,
    unless: /开始|启动|公示|检查|反馈|排查|发现|销号/u,
  },
  { field: 'publicity', families: LEDGER, weight: 2, pattern: /公示(?:起止|开始)?(?:时间|日期|期)/u },

  { field: 'accountability', families: CASE, weight: 2, pattern: /^(?!处[理罚]|查处).*(?:问责|追责|责任追究|责任人.*处理|追究责任)/u },
  {
    field: 'investigation',
    families: CASE,
    weight: 2,
    pattern: /(?:调查|核实|核查|查实|检查|排查|查证)(?:处?理)?.*(?:情况|结果|结论|过程)$|^(?:调查|核查|核实)$/u,
    unless: /整改|处[置罚]|办理|问责/u,
  },
  {
    field: 'handling',
    families: CASE,
    weight: 2,
    pattern: /(?:处理|处罚|处置|整改|办理|查处|查办|落实|边督边改).*(?:情况|结果|进展|措施|意见)$|^(?:处理|整改)$/u,
  },
  { field: 'goal', families: CASE, weight: 2, pattern: /目标$/u },
  {
    field: 'content',
    families: CASE,
    weight: 2,
    pattern: /(?:举报|信访|投诉|来信|来电|交办|转办|反映|反应|群众|诉求).*(?:内容|诉求|问题|情况|事项|描述|摘要)$|^(?:主要)?(?:诉求|案情)/u,
    unless: /类型|统计|答复|反馈/u,
  },

  { field: 'conclusion', families: LEDGER, weight: 2, pattern: /结论$|^(?:验收|核查|销号)(?:结果|意见)$/u },
  { field: 'target', families: LEDGER, weight: 2, pattern: /(?:目标|目标要求|目标任务|整改要求)$/u },
  { field: 'measures', families: LEDGER, weight: 2, pattern: /(?:措施|举措|办法|对策|整改方案)$/u },
  { field: 'percent', families: LEDGER, weight: 2, pattern: /(?:完成|整改|进度|销号).*(?:比例|率|百分比|百分数)$/u },
  { field: 'progress', families: LEDGER, weight: 2, orDone: true, pattern: /完成.*情况$/u, unless: /时间|销号/u },
  {
    field: 'progress',
    families: LEDGER,
    weight: 2,
    pattern: /(?:进展|成效|进度|工作开展)(?:情况)?$|(?:整改|落实|推进|开展).*情况$/u,
    unless: /时间|序时|销号/u,
  },
  { field: 'status', families: LEDGER, weight: 1, pattern: /(?:状态|现状)$/u, unless: /销号|审核/u },
  {
    field: 'task',
    families: LEDGER,
    weight: 2,
    pattern: /任务(?:名称|内容|描述|清单)?$|(?:工作|责任|整治)(?:内容|事项|要点|项目)$|^(?:事项|重点项目)(?:名称|内容)?$/u,
  },
  {
    field: 'point',
    families: LEDGER,
    weight: 2,
    pattern: /点位|(?:水源地|保护区|设施|断面|水体|河流|河段|排口|场所|地块|矿山)名称$/u,
    unless: /数|坐标|地址|经纬/u,
  },
  { field: 'problemTypes', families: LEDGER, weight: 1, pattern: /(?:问题|污染|活动|环境|要素|领域).*(?:类型|种类)$|^类型$/u },
  { field: 'category', families: LEDGER, weight: 1, pattern: /^(?:问题|任务|所属|涉及|整改|工作|重点|主要)*(?:类别|大类|分类|领域)$/u },
  { field: 'pollutionTypes', families: CASE, weight: 1, pattern: /(?:污染|问题|举报|信访|环境|投诉|要素).*(?:类型|类别|种类|分类|要素)$/u },
  {
    field: 'problem',
    families: LEDGER,
    weight: 2,
    pattern:
      /问题$|问题.*(?:描述|内容|情况|概述|概况|表现|表述|简述|原文|详情|摘要|事实|名称|清单)$|^(?:具体|主要)表现$|隐患(?:描述|内容|情况)?$|反馈意见/u,
    unless: /困难|是否|关联|下步/u,
  },

  { field: 'problem', families: LEDGER, weight: 1, pattern: /^(?:基本|具体|主要)?情况(?:描述|说明|简介)?$/u },

  { field: 'region', families: BOTH, weight: 0.5, pattern: /(?:地市|市州|州市|设区市)$/u },
  { field: 'region', families: BOTH, weight: 1, pattern: PLACE, unless: /数|单位|领导|负责/u },
  { field: 'place', families: PLACES, weight: 1, pattern: PLACE },
  {
    field: 'place',
    families: PLACES,
    weight: 1,
    pattern:
      /^(?:责任|承办|办理|整改|[省市区县]直|统计|监测|考核)*(?:单位|部门|站点|点位|城市|市地|地市|市州)(?:名称)?$|^(?:地区|区县|县区|乡镇|单位|.*部门|.*单位)类型$/u,
  },
  { field: 'remark', families: BOTH, weight: 1, pattern: /备注|^附注$/u },
]
