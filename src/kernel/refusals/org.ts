import type { RefusalWords } from '../refusals.ts'

export const ORG_REFUSALS = {
  'session.wrong': { status: 401, say: '账号或密码不正确' },
  'session.too-many': { status: 429, say: '尝试次数过多，请在 {minutes} 分钟后再试' },
  'session.old-password': { status: 422, say: '原密码不正确' },
  'setup.done': { status: 409, say: '本系统已经完成初始设置' },
  'setup.code': { status: 403, say: '一次性口令不正确，请查看服务器控制台上显示的口令' },
  'org.not-found': { status: 404, say: '没有找到这条记录，可能已被删除' },
  'org.name-taken': { status: 409, say: '已有同名记录：{name}' },
  'org.login-taken': { status: 409, say: '登录名 {login} 已被使用' },
  'org.unit-loop': { status: 422, say: '上级单位不能是本单位或其下级' },
  'org.admin-exclusive': { status: 422, say: '系统管理员不得兼任业务角色，业务人员不得兼任系统管理员' },
  'org.last-admin': { status: 409, say: '至少保留一名系统管理员' },
  'org.changed': { status: 409, say: '这条记录刚刚被别人改动，请刷新后再试' },
  'holiday.mixed-years': { status: 422, say: '一次只能载入一个年份的放假安排' },
} as const satisfies RefusalWords
