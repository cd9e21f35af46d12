import { bigint, instant, int, json, text, texts, unrecordedTable, uuid } from '../columns.ts'
import type { Room } from '../declaration.ts'

/** What every room stands on; no folder of features. */
export const platform = {
  name: 'platform',
  title: '系统',
  refusals: {
    'access.unknown': { status: 401, message: '请先登录' },
    'access.denied': { status: 403, message: '您没有执行此操作的权限，如确需办理请联系专班' },
    'access.foreign': { status: 403, message: '请求来自其他网站，已拒绝' },
    'request.version-missing': { status: 428, message: '缺少版本号，请刷新页面后再试' },
  },
  acts: {
    'security.log-in': '登录',
    'security.log-in-code': '密码正确，等待验证码',
    'security.log-out': '退出登录',
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
    job_progress: unrecordedTable({ job_id: uuid(), phase: text(), done: int().orNull(), total: int().orNull(), at: instant() }),
  },
} as const satisfies Room
