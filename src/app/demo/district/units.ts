import type { DemoUnit } from './types.ts'

const unit =
  (kind: DemoUnit['kind'], parentKey: string | null) =>
  (key: string, name: string, shortName: string, ...aliases: string[]): DemoUnit => ({
    key,
    name,
    shortName,
    aliases,
    kind,
    parentKey,
  })
const dept = unit('department', 'binlan')
/** A town writes itself in three ways: 海棠镇, 海棠镇政府, 海棠镇人民政府. */
const town = (key: string, short: string): DemoUnit =>
  unit('town', 'binlan')(key, `滨澜区${short}人民政府`, short, `${short}政府`, `${short}人民政府`)
const street = (key: string, short: string): DemoUnit =>
  unit('town', 'binlan')(key, `滨澜区${short}办事处`, short, `${short}办`, `${short}办事处`)
const village =
  (parentKey: string, townName: string) =>
  (key: string, short: string): DemoUnit =>
    unit('village', parentKey)(key, `${townName}${short}村民委员会`, short, `${short}委会`, `${townName}${short}`)
const haitang = village('haitang', '海棠镇')
const dongdi = village('dongdi', '东堤镇')
const yingjian = unit('task_force', 'yingjian')
const zhenggai = unit('task_force', 'zhenggai')

const DEPARTMENTS: readonly DemoUnit[] = [
  dept('quweiban', '中共滨澜区委办公室', '区委办', '区委办公室'),
  dept('zhengfuban', '滨澜区人民政府办公室', '区政府办', '区政府办公室', '区府办'),
  dept('duchaban', '中共滨澜区委滨澜区人民政府督查办公室', '区督查办', '区委区政府督查办', '督查办'),
  dept('zhenggaiban', '滨澜区生态环境保护督察整改工作领导小组办公室', '区整改办', '区督察整改办', '整改办'),
  dept('huanjing', '市生态环境局滨澜分局', '生态环境分局', '滨澜分局', '区生态环境分局', '市生态环境局滨澜区分局'),
  dept('fagai', '滨澜区发展和改革局', '区发改局', '区发展改革局', '区发改委'),
  dept('gongxin', '滨澜区工业和信息化局', '区工信局', '区工业和信息化局'),
  dept('caizheng', '滨澜区财政局', '区财政局'),
  dept('ziran', '滨澜区自然资源和规划局', '区自然资源局', '区自然资源和规划局', '区资规局'),
  dept('zhujian', '滨澜区住房和城乡建设局', '区住建局', '区住房和城乡建设局', '区住房城乡建设局'),
  dept('chengguan', '滨澜区城市管理综合行政执法局', '区城管局', '区城市管理局', '区综合执法局', '区城管执法局'),
  dept('jiaotong', '滨澜区交通运输局', '区交通局', '区交通运输局'),
  dept('shuiwu', '滨澜区水务局', '区水务局', '区水利局'),
  dept('nongye', '滨澜区农业农村局', '区农业农村局', '区农业局'),
  dept('haiyang', '滨澜区海洋发展局', '区海洋局', '区海洋发展局', '区海洋渔业局'),
  dept('linye', '滨澜区林业和园林局', '区林业局', '区林业园林局', '区林园局'),
  dept('wenlv', '滨澜区文化和旅游局', '区文旅局', '区文化旅游局'),
  dept('weijian', '滨澜区卫生健康局', '区卫健局', '区卫生健康局', '区卫健委'),
  dept('yingji', '滨澜区应急管理局', '区应急局', '区应急管理局'),
  dept('shichang', '滨澜区市场监督管理局', '区市场监管局', '区市监局'),
  dept('shangwu', '滨澜区商务局', '区商务局'),
  dept('gongan', '市公安局滨澜分局', '公安分局', '区公安分局'),
  dept('xinfang', '滨澜区信访局', '区信访局'),
  dept('yuanqu', '滨澜临港产业园管理委员会', '临港产业园管委会', '园区管委会', '产业园管委会'),
]

/** Offices under a department: the third level of the tree. */
const OFFICES: readonly DemoUnit[] = [
  unit('department', 'huanjing')('zhifa', '滨澜区生态环境保护综合行政执法大队', '环境执法大队', '区生态环境执法大队'),
  unit('department', 'shuiwu')('hezhang', '滨澜区河长制办公室', '区河长办', '河长办'),
]

const TOWNS: readonly DemoUnit[] = [
  town('haitang', '海棠镇'),
  town('dongdi', '东堤镇'),
  town('wangchao', '望潮镇'),
  town('weidang', '苇荡镇'),
  town('bailu', '白鹭镇'),
  town('yantan', '盐滩镇'),
  town('liubo', '柳泊镇'),
  town('qingwan', '清湾镇'),
  town('shuanghe', '双河口镇'),
  town('beituo', '北坨镇'),
  town('nanting', '南汀镇'),
  town('shiqiao', '石桥头镇'),
  street('lanqiao', '澜桥街道'),
  street('tinglan', '汀兰街道'),
  street('jinfan', '锦帆街道'),
  street('xingang', '新港湾街道'),
]

const VILLAGES: readonly DemoUnit[] = [
  haitang('yuge', '渔歌村'),
  haitang('wangya', '望崖村'),
  haitang('hougang', '后港村'),
  dongdi('ditou', '堤头村'),
  dongdi('sancha', '三汊村'),
  dongdi('liuhang', '柳行村'),
]

const TASK_FORCES: readonly DemoUnit[] = [
  unit('task_force', 'binlan')('yingjian', '滨澜区迎接中央生态环境保护督察工作专班', '迎检专班', '迎检工作专班'),
  yingjian('yingjian-zonghe', '迎检工作专班综合协调组', '综合协调组', '迎检专班综合协调组'),
  yingjian('yingjian-ziliao', '迎检工作专班资料调阅组', '资料调阅组', '迎检专班资料调阅组'),
  yingjian('yingjian-anjian', '迎检工作专班案件转办组', '案件转办组', '迎检专班案件转办组'),
  yingjian('yingjian-baozhang', '迎检工作专班服务保障组', '服务保障组', '迎检专班服务保障组'),
  yingjian('yingjian-xuanchuan', '迎检工作专班宣传舆情组', '宣传舆情组', '迎检专班宣传舆情组'),
  unit('task_force', 'binlan')('zhenggai', '滨澜区突出生态环境问题整改工作专班', '整改专班', '整改工作专班'),
  zhenggai('zhenggai-tuijin', '整改工作专班整改推进组', '整改推进组', '整改专班整改推进组'),
  zhenggai('zhenggai-yanshou', '整改工作专班验收核查组', '验收核查组', '整改专班验收核查组'),
]

/** Every unit, each after its parent. */
export const UNITS: readonly DemoUnit[] = [
  unit('district', null)('binlan', '滨澜区', '滨澜', '全区'),
  unit('leadership', 'binlan')('leadership', '滨澜区领导班子', '区领导班子', '区领导'),
  ...DEPARTMENTS,
  ...OFFICES,
  ...TOWNS,
  ...VILLAGES,
  ...TASK_FORCES,
]

/** The unit of a key; an unknown key is a fault of the demo's own text and fails at once. */
export function unitOf(key: string): DemoUnit {
  const found = UNITS.find((one) => one.key === key)
  if (found === undefined) throw new Error(`no such unit: ${key}`)
  return found
}
