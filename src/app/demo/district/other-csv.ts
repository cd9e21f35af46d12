import { addDays, monthOf, yearOf } from '#kernel/days.ts'
import type { Day } from '#kernel/days.ts'
import { longDate } from './deadline-phrases.ts'

type Row = readonly string[]

const quoted = (cell: string): string => (/[",\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Comma-separated text as WPS saves it: byte order mark, CR LF, quotes only where needed. */
export const csvBytes = (rows: readonly Row[]): Uint8Array =>
  new TextEncoder().encode(`\uFEFF${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`)

const NATURE_HEAD: Row = ['序号', '活动类型', '位置', '设施名称', '经纬度', '功能区', '建设时间', '基本情况', '整改措施', '整改进展']
/** Coordinates are far out at sea: they belong to no real shore. */
const NATURE: readonly Row[] = [
  [
    '养殖',
    '苇荡镇苇场三队',
    '河蟹养殖围堰',
    '123.0102°E 31.0201°N',
    '一般控制区',
    '2014年5月',
    '在湿地内修筑围堰养蟹，占地约36亩',
    '拆除围堰，恢复水系连通',
    '完成整改，申请销号',
  ],
  [
    '居民点与其他人类活动',
    '苇荡镇芦荻河左岸',
    '看护房（123.0144°E 31.0217°N）',
    '',
    '一般控制区',
    '2011年',
    '彩钢看护房2间，占地约60平方米',
    '拆除并清运建筑垃圾',
    '已拆除，完成整改',
  ],
  [
    '道路',
    '白鹭镇白鹭滩北段',
    '砂石便道',
    '经度:123.0238°E纬度:31.0339°N',
    '核心保护区',
    '2019年3月',
    '为方便赶海修建便道约400米',
    '断路并恢复滩涂原貌',
    '已断路，植被恢复中',
  ],
  ['旅游设施', '白鹭镇白鹭滩候鸟栖息地', '观鸟平台', '123.0251°E 31.0360°N', '一般控制区', '2020年'],
  [
    '养殖',
    '柳泊镇柳泊湿地公园',
    '鸭棚',
    '123.0406°E 31.0488°N',
    '合理利用区',
    '2016年8月',
    '散养鸭棚3处，粪污直排湿地',
    '清退养殖，清理粪污',
    '完成整改，申请销号',
  ],
  [
    '工矿用地',
    '石桥头镇青石岭',
    '采石工棚',
    '123.0533°E 31.0512°N',
    '一般控制区',
    '2008年',
    '闭坑后工棚和破碎设备未拆除',
    '拆除设备，纳入矿山修复工程',
    '设备已拆除，修复工程正在施工',
  ],
  [
    '开垦',
    '东堤镇三汊村滨海湿地',
    '旱田',
    '123.0617°E 31.0604°N',
    '一般控制区',
    '2013年',
    '开垦湿地种植玉米约52亩',
    '收回湿地，补播芦苇',
    '已收回38亩，其余收割后退出',
  ],
  [
    '养殖',
    '海棠镇渔歌村近岸',
    '地笼围网',
    '123.0729°E 31.0677°N',
    '核心保护区',
    '2021年6月',
    '海草床范围内设置地笼、围网',
    '清退地笼围网，布设界址浮标',
    '完成整改，申请销号',
  ],
]

/** 自然保护地问题整改销号公示表 (layout t28): title and head come again before each row, coordinates stray, one row is cut short. */
export const natureRows = (on: Day): Row[] =>
  NATURE.flatMap((row, n): Row[] => [[`${yearOf(on)}年滨澜区自然保护地生态环境问题整改销号公示表`], NATURE_HEAD, [String(n + 1), ...row]])

/** One problem as labels down the left side (layout t30); a label is broken over lines as in the printed form. */
export const uprightRows = (on: Day): Row[] => [
  ['反馈问题', '滨澜区医疗废物收集处置体系不健全，柳泊镇、南汀镇等镇卫生院和村卫生室收运间隔超过规定时限，部分点位自行送转。'],
  ['牵头单位', '滨澜区卫生健康局'],
  ['联系电话', '分机8061'],
  ['整改目标', '医疗废物48小时内规范收运，集中处置率达到100%'],
  ['整改措施', '1.与收运单位签订上门收运协议；\n2.在偏远片区设立集中暂存点3处；\n3.建立交接双签和每周通报制度。'],
  ['整改时限', `${longDate(addDays(on, 33))}前`],
  ['整改主要工作及\n\n成效', '已设立集中暂存点2处，收运频次提高到每两天一次，近一个月未发现超期滞留。'],
  ['整改完成情况', '正在整改'],
]

const label = (name: string): string => `【${name}】`

/** Place and words of one exposed spot. */
type Exposed = { readonly point: string; readonly area: string; readonly unit: string; readonly problem: string; readonly limit: string }

const exposed = (on: Day): readonly Exposed[] => [
  { point: '澜桥街道澜溪大道道路积尘', area: '澜桥街道', unit: '区城管局', problem: '机扫不到位，路沿石下积尘明显。', limit: '立行立改' },
  { point: '锦帆街道西外环渣土带泥上路', area: '锦帆街道', unit: '区城管局', problem: '出场车辆未冲洗，带泥约300米。', limit: '2日内' },
  {
    point: '汀兰街道滨海栈道暗管',
    area: '汀兰街道',
    unit: '生态环境分局',
    problem: '退潮后可见暗管一处，有少量灰白色水流出。',
    limit: `${longDate(addDays(on, 7))}前`,
  },
  { point: '海棠镇后港村垃圾收集点', area: '海棠镇', unit: '海棠镇政府', problem: '垃圾桶满溢，周边散落袋装垃圾。', limit: '立行立改' },
  { point: '双河口镇双汊河交汇处漂浮物', area: '双河口镇', unit: '区水务局', problem: '拦污栅前水草和泡沫连片。', limit: '3个工作日内' },
  {
    point: '新港湾街道煤炭堆场苫盖破损',
    area: '新港湾街道',
    unit: '区交通局、临港产业园管委会',
    problem: '抑尘网破损两处，部分料堆未苫盖。',
    limit: `${monthOf(on)}月底前`,
  },
]

/** 曝光台 (layout t41): each field on a line of its own in square brackets, with a line of chat left in between. */
export const exposureRows = (on: Day): Row[] =>
  exposed(on).flatMap((one, n): Row[] => [
    [`【${monthOf(on)}月${Number(on.slice(8))}日 问题${['一', '二', '三', '四', '五', '六'][n] ?? ''}】`, ''],
    [label('点位名称'), one.point],
    [label('所属区域'), one.area],
    [label('主管单位'), one.unit],
    [label('问题描述'), one.problem],
    [label('整改期限'), one.limit],
    ...(n === 2 ? [['@滨澜分局 请尽快核实', '']] : []),
  ])
