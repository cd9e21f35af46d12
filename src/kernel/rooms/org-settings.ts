import { z } from 'zod'

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
  shape: z.string().max(200).regex(/^(\/[^\0]*)?$/u, '请写完整路径，以 / 开头'),
  standard: '',
  scopes: ['place'] as const,
  page: BACKUP_PAGE,
  inWords: (value: string) => (value === '' ? '没有设置' : value),
})

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
  'password.length': number({ title: '密码至少几位', help: '最多 128 位，可用空格和汉字', unit: '位' }, [8, 64], 10),
  'password.kinds': number({ title: '密码至少含几类字符', help: '大写字母、小写字母、数字、其他字符', unit: '类' }, [3, 4], 3),
  'password.days': number(
    { title: '密码多久须更换', help: '到期后，改密之前不能办理任何事项；到期前 7 天提醒', unit: '天' },
    [30, 180],
    90,
  ),
  'password.history': number({ title: '不得重复最近几次的密码', help: '包括正在用的', unit: '次' }, [3, 24], 5),
  'password.rest-hours': number({ title: '改过密码后多久才能再改', help: '防止连续改几次又用回老密码', unit: '小时' }, [0, 72], 1),
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
  'backup.hour': number({ title: '几点开始', help: '北京时间的整点；那时没有开机的，开机后一小时内补做', unit: '点' }, [0, 23], 2, BACKUP_PAGE),
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
