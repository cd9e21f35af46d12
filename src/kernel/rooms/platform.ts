import { bigint, instant, int, json, text, texts, unrecordedTable, uuid } from '../columns.ts'
import type { Room } from '../declaration.ts'

/** What every room stands on; no folder of features. */
export const platform = {
  name: 'platform',
  title: '系统',
  refusals: {
    'access.unknown': { status: 401, message: '请先登录' },
    'access.denied': { status: 403, message: '您没有执行此操作的权限，如确需办理请联系专班' },
    'access.token-wrong': { status: 401, message: '访问令牌不正确、已过期或已作废', recorded: true },
    'access.token-scope': { status: 403, message: '访问令牌没有包括这项操作；签署、确认、账号、令牌和举报人信息只能由本人登录办理' },
    'access.foreign': { status: 403, message: '请求来自其他网站，已拒绝' },
    'request.in-progress': { status: 409, message: '这一次操作正在办理，请稍候再看结果，不必重复提交' },
    'request.key-reused': { status: 422, message: '这个防重复编号已用于另一次操作，请换一个编号再提交' },
    'request.answered-once': {
      status: 409,
      message: '这一次操作已经办成，其中的口令只显示一次，不能再次取得；没有记下的，请作废后重新生成',
    },
    'request.version-missing': { status: 428, message: '缺少版本号，请刷新页面后再试' },
  },
  acts: {
    'security.log-in': '登录',
    'security.log-in-code': '密码正确，等待验证码',
    'security.log-out': '退出登录',
    'security.use-token': '使用访问令牌',
    'security.refuse': '拒绝访问',
    'security.export': '导出',
    'security.download': '下载',
    'security.start': '服务启动',
    'security.stop': '服务停止',
    'security.verify': '核对记录',
    'security.back-up': '备份',
    'security.rehearse': '演练恢复',
    'security.restore': '从备份恢复',
  },
  tables: {
    migration: unrecordedTable({ name: text(), checksum: text(), at: instant().orDefault() }),
    jurisdiction: unrecordedTable({ code: text(), hosts: texts().orDefault() }),
    place_version: unrecordedTable({ place: text(), version: bigint() }),
    event: unrecordedTable({
      id: bigint().orDefault(),
      at: instant(),
      actor_id: uuid().orNull(),
      act: text(),
      subject: uuid(),
      reason: text().orNull(),
      request: text(),
      changes: json(),
      /** Who it was by name and role at that time, and from where; of security events also how it ended. */
      origin: json().orNull(),
      hash: text(),
    }),
    idempotency: unrecordedTable({ person_id: uuid(), route: text(), key: text(), payload: text(), reply: json().orNull(), at: instant() }),
    job_progress: unrecordedTable({ job_id: uuid(), phase: text(), done: int().orNull(), total: int().orNull(), at: instant() }),
  },
} as const satisfies Room
