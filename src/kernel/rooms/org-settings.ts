import { z } from 'zod'
import { LOG_IN_WAYS, LOG_IN_WAY_WORDS } from './org-tables.ts'
import { ADMIN_ROLES, ROLES, ROLE_WORDS, type Role } from '../roles.ts'

/** Where the settings of log-in and passwords are changed: by whoever answers for security, not by those who set deadlines. */
export const SECURITY_PAGE = '/org/security' as const

/** Where the nightly backup is set: by whoever looks after the machine. */
export const BACKUP_PAGE = '/backups' as const

type Words = { readonly title: string; readonly help: string; readonly unit: string }
const number = (words: Words, [min, max]: readonly [number, number], standard: number, page: Page = SECURITY_PAGE) => ({
  ...words,
  shape: z.int().min(min).max(max),
  standard,
  scopes: ['place'] as const,
  page,
})
type Page = typeof SECURITY_PAGE | typeof BACKUP_PAGE

const path = (words: Omit<Words, 'unit'>) => ({
  ...words,
  shape: z
    .string()
    .max(200)
    .regex(/^(\/[^\0]*)?$/u, '请写完整路径，以 / 开头'),
  standard: '',
  scopes: ['place'] as const,
  page: BACKUP_PAGE,
  inWords: (value: string) => (value === '' ? '没有设置' : value),
})

/** Who signs, publishes, reads what is sealed or keeps the system: a new installation asks them for a second factor. */
export const SECOND_FACTOR_ROLES = [
  ...ADMIN_ROLES,
  'officer',
  'leader',
  'verifier',
  'complainant_reader',
] as const satisfies readonly Role[]

/** The ranges are those assessors ask for (等保三级); a place may be stricter, not laxer. */
export const ORG_SETTINGS = {
  'log-in.failures': number(
    { title: '连续输错几次后锁定', help: '同一登录名在同一网络地址上；从第三次起，每次多等一会儿才有答复', unit: '次' },
    [3, 10],
    5,
  ),
  'log-in.window-minutes': number({ title: '在多长时间内累计', help: '超过这段时间，输错的次数重新计起', unit: '分钟' }, [5, 60], 15),
  'log-in.lock-minutes': number({ title: '锁定多长时间', help: '锁定期间，密码正确也不能登录', unit: '分钟' }, [10, 60], 30),
  'log-in.address-failures': number(
    { title: '同一网络地址 10 分钟内可输错几次', help: '不论哪个登录名；整个单位共用一个出口地址的，可适当放宽', unit: '次' },
    [10, 200],
    20,
  ),
  'log-in.hourly-failures': number(
    { title: '同一登录名 1 小时内可输错几次', help: '不论从哪里来；达到后暂停登录，并提醒系统管理员', unit: '次' },
    [20, 200],
    50,
  ),
  'log-in.way': {
    title: '新开账号的登录方式',
    help: '开通账号时可以另选；已有账号的不变',
    shape: z.enum(LOG_IN_WAYS),
    options: LOG_IN_WAY_WORDS,
    standard: 'local',
    scopes: ['place'] as const,
    page: SECURITY_PAGE,
  },
  'password.length': number({ title: '密码至少几位', help: '最多 128 位，可用空格和汉字', unit: '位' }, [8, 64], 10),
  'password.kinds': number({ title: '密码至少含几类字符', help: '大写字母、小写字母、数字、其他字符', unit: '类' }, [3, 4], 3),
  'password.days': number(
    { title: '密码多久须更换', help: '到期后，改密之前不能办理任何事项；到期前 7 天提醒', unit: '天' },
    [30, 180],
    90,
  ),
  'password.history': number({ title: '不得重复最近几次的密码', help: '包括正在用的', unit: '次' }, [3, 24], 5),
  'password.rest-hours': number({ title: '改过密码后多久才能再改', help: '防止连续改几次又用回老密码', unit: '小时' }, [0, 72], 1),
  'session.idle-minutes': number(
    { title: '多久没有操作须重新登录', help: '由服务器计时；登录后回到原来的页面，已填写的内容不丢', unit: '分钟' },
    [5, 30],
    15,
  ),
  'session.longest-hours': number({ title: '一次登录最长多久', help: '不论有没有操作；修改后从下次登录起算', unit: '小时' }, [1, 12], 8),
  'session.at-once': {
    title: '同一账号能否在几处同时登录',
    help: '只能一处的，新的登录结束原来的登录，原来的页面会说明何时、从何处登录',
    shape: z.enum(['one', 'many']),
    standard: 'one',
    options: { one: '只能一处', many: '可以多处' },
    scopes: ['place'],
    page: SECURITY_PAGE,
  },
  'second-factor.roles': {
    title: '哪些角色须用两步验证',
    help: '密码之外，再输手机验证器上的 6 位验证码；未启用的人登录后须先启用，才能办理其他事项。其他人可以自愿启用',
    shape: z.array(z.enum(ROLES)),
    standard: [] as Role[],
    options: ROLE_WORDS,
    scopes: ['place'],
    page: SECURITY_PAGE,
  },
  'account.unused-days': number(
    { title: '账号多久不用即停用', help: '每天检查一次，停用留有记录；最后一名系统管理员、安全管理员不停用，另作提醒', unit: '天' },
    [30, 180],
    90,
  ),
  'token.days': number({ title: '访问令牌最长有效期', help: '给程序用的令牌；到期作废，须由本人重新生成', unit: '天' }, [1, 366], 90),
  'password.first-hours': number({ title: '初始密码几小时内有效', help: '由管理员给出，只能用一次', unit: '小时' }, [1, 72], 24),
  'backup.nightly': {
    title: '夜间备份',
    help: '服务运行时自动进行；第二次起只复制新增的原件',
    options: { off: '不备份', on: '每天备份' },
    shape: z.enum(['off', 'on']),
    standard: 'off',
    scopes: ['place'],
    page: BACKUP_PAGE,
  },
  'backup.folder': path({ title: '备份文件夹', help: '服务器上的完整路径；应在另一块磁盘或网络存储上，不能在数据文件夹里面' }),
  'backup.hour': number(
    { title: '几点开始', help: '北京时间的整点；那时没有开机的，开机后一小时内补做', unit: '点' },
    [0, 23],
    2,
    BACKUP_PAGE,
  ),
  'backup.keep-days': number(
    { title: '保留多少天', help: '只清理本系统定时或在本页做的备份，命令行做的不动；最近一次成功的始终保留', unit: '天' },
    [3, 3650],
    30,
    BACKUP_PAGE,
  ),
  'backup.alarm-hours': number(
    { title: '多久没有成功就提醒', help: '超过这段时间没有成功的备份，系统管理员在每一页上方都看到提醒', unit: '小时' },
    [24, 336],
    30,
    BACKUP_PAGE,
  ),
  'backup.passphrase-file': path({
    title: '加密口令文件',
    help: '服务器上写着口令的文件，至少 12 个字节；不设置则备份不加密。同一个备份文件夹只能用一个口令',
  }),
} as const
