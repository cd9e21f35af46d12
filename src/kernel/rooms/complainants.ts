import { instant, int, named, table, uuid } from '../columns.ts'
import type { Room } from '../declaration.ts'

/** What is known of a complainant, each sealed by itself. */
export const COMPLAINANT_KINDS = ['name', 'phone', 'idNumber', 'address', 'workplace', 'other'] as const
export type ComplainantKind = (typeof COMPLAINANT_KINDS)[number]
export const COMPLAINANT_WORDS: Readonly<Record<ComplainantKind, string>> = {
  name: '姓名',
  phone: '电话',
  idNumber: '身份证号',
  address: '住址',
  workplace: '单位',
  other: '其他信息',
}

export const complainants = {
  name: 'complainants',
  title: '举报人信息',
  grants: {
    /** That something is sealed and who may read it; the responsible unit knows neither. */
    'complainant.view': { officer: 'all', complainant_reader: 'all' },
    /** Reading it: named people only, each time with a reason. */
    'complainant.read': { complainant_reader: 'all' },
    /** Whoever writes about a matter decides on what they have just typed themselves; nobody reads anything by it. */
    'complainant.typed': {
      officer: 'all',
      supervisor: 'all',
      handler: 'own-unit',
      head: 'own-unit',
      leader: 'own-unit',
      verifier: 'own-unit',
    },
  },
  refusals: {
    'complainant.none': { status: 404, message: '这个问题没有封存的举报人信息' },
    'complainant.no-key': { status: 409, message: '没有封存密钥，不能封存或查阅举报人信息；请系统管理员检查数据文件夹中的密钥文件' },
    'complainant.wrong-key': { status: 409, message: '密钥不对或内容被改动，这条举报人信息打不开；请系统管理员找回原来的密钥文件' },
    'complainant.too-many': { status: 429, message: '10 分钟内查阅已满 {limit} 次，请稍后再查阅' },
  },
  acts: { 'complainant.read': '查阅举报人信息', 'complainant.typed': '填写时处理举报人信息' },
  tables: {
    /** Who read what is sealed of a matter; the reason stands in the event, what was read nowhere. */
    complainant_reading: table('id', {
      id: uuid(),
      matter_id: named('事项'),
      person_id: named('查阅人'),
      cells: int('查阅条数'),
      read_at: instant('查阅时间'),
    }),
  },
} as const satisfies Room
