import { z } from 'zod'
import type { Room } from '../declaration.ts'
import { ORG_SETTINGS } from './org-settings.ts'
import { ORG_TABLES } from './org-tables.ts'

/** One type per kind of id: a unit id where a matter id belongs does not compile. */
export const UnitId = z.guid().brand<'UnitId'>()
export type UnitId = z.infer<typeof UnitId>
export const PersonId = z.guid().brand<'PersonId'>()
export type PersonId = z.infer<typeof PersonId>
export const SourceId = z.guid().brand<'SourceId'>()
export type SourceId = z.infer<typeof SourceId>
export const InspectionId = z.guid().brand<'InspectionId'>()
export type InspectionId = z.infer<typeof InspectionId>
export const DutyId = z.guid().brand<'DutyId'>()
export type DutyId = z.infer<typeof DutyId>

export const org = {
  name: 'org',
  title: '基础信息',
  grants: {
    'org.view': {
      officer: 'all',
      handler: 'all',
      head: 'all',
      leader: 'all',
      verifier: 'all',
      supervisor: 'all',
      system_admin: 'all',
      security_admin: 'all',
      audit_admin: 'all',
    },
    'org.save-unit': { officer: 'all', system_admin: 'all' },
    'org.save-person': { officer: 'all', system_admin: 'all' },
    'org.save-duty': { system_admin: 'all', security_admin: 'all' },
    'org.save-account': { system_admin: 'all' },
    'org.save-inspection': { officer: 'all' },
    'org.load-holidays': { officer: 'all', system_admin: 'all' },
    'org.save-setting': { officer: 'all' },
    'org.save-security': { system_admin: 'all', security_admin: 'all' },
    'org.save-backup': { system_admin: 'all' },
  },
  refusals: {
    'session.wrong': {
      status: 401,
      message: '账号或密码不正确，或因多次输错已暂停登录。连续输错 {failures} 次，须等 {minutes} 分钟再试；急需登录请联系系统管理员',
      recorded: true,
    },
    'session.old-password': {
      status: 422,
      message: '原密码不正确，或因多次输错已暂停修改。连续输错 {failures} 次，须等 {minutes} 分钟再试',
      recorded: true,
    },
    'session.change-password': { status: 403, message: '请先修改密码，改过之后才能办理其他事项' },
    'session.too-soon': { status: 422, message: '刚改过密码，{hours} 小时内不能再改' },
    'session.plain-http': { status: 403, message: '本系统只允许通过加密连接登录，请改用 https 开头的地址' },
    'setup.done': { status: 409, message: '本系统已经完成初始设置' },
    'setup.code': { status: 403, message: '一次性口令不正确，请查看服务器控制台上显示的口令。多次输错须等 {minutes} 分钟再试' },
    'org.not-found': { status: 404, message: '没有找到这条记录，可能已被删除' },
    'org.name-taken': { status: 409, message: '已有同名记录：{name}' },
    'org.login-taken': { status: 409, message: '登录名 {login} 已被使用' },
    'org.unit-loop': { status: 422, message: '上级单位不能是本单位或其下级' },
    'org.unit-root': { status: 422, message: '行政区本级不能移动、停用或改变类别' },
    'org.unit-parent': { status: 422, message: '请选择现有的上级单位' },
    'org.unit-ended': { status: 422, message: '请选择现有的单位' },
    'org.unit-in-use': { status: 409, message: '该单位还有 {units} 个下级单位、{people} 名在任人员，请先移走或停用' },
    'org.person-taken': { status: 409, message: '该单位已有同名人员：{name}。如确为两人，请在姓名后加注以便区分' },
    'org.person-ended': { status: 422, message: '此人已离任' },
    'org.duty-held': { status: 409, message: '此人在这段时间内已在该单位担任该角色' },
    'org.duty-ended': { status: 409, message: '该角色已于 {day} 终止' },
    'org.duty-began': { status: 422, message: '该角色自 {day} 起已经生效，终止日期不能早于这一天' },
    'org.account-exists': { status: 409, message: '此人已有账号' },
    'org.account-missing': { status: 404, message: '此人还没有账号' },
    'org.admin-exclusive': { status: 422, message: '系统、安全、审计管理员须由不同的人担任，且不得兼任业务角色' },
    'org.reader-exclusive': { status: 422, message: '承办人、单位负责人不得兼任举报信息查阅人' },
    'org.last-admin': { status: 409, message: '至少保留一名{role}' },
    'org.admins-only': { status: 403, message: '系统、安全、审计管理员的人员信息只能由系统管理员修改' },
    'org.security-only': { status: 403, message: '安全管理员已经到任，角色由安全管理员授予和终止' },
    'org.security-settings': { status: 403, message: '安全管理员已经到任，登录与密码设置由安全管理员修改' },
    'org.own-duty': { status: 403, message: '不能给自己授予或终止角色' },
    'org.scope-unknown': { status: 422, message: '没有这个适用范围，请从列表中选择' },
    'org.scope-unfit': { status: 422, message: '“{setting}”只能为{scopes}设置' },
    'org.own-page': { status: 422, message: '“{setting}”请在“{setting}”页面上修改' },
    'org.changed': { status: 409, message: '这条记录刚刚被别人改动，请刷新后再试' },
    'holiday.mixed-years': { status: 422, message: '一次只能载入一个年份的放假安排' },
    'holiday.twice': { status: 422, message: '{day} 出现了两次' },
  },
  scopes: {
    place: { title: '全区' },
    class: { title: '来源类别' },
    inspection: { title: '督察' },
    batch: { title: '转办批次' },
  },
  settings: ORG_SETTINGS,
  acts: {
    'org.set-up': '初始设置',
    'org.add-unit': '新增单位',
    'org.save-unit': '修改单位',
    'org.end-unit': '停用单位',
    'org.bring-back-unit': '恢复单位',
    'org.add-person': '新增人员',
    'org.save-person': '修改人员',
    'org.end-person': '登记离任',
    'org.bring-back-person': '恢复人员',
    'org.begin-duty': '授予角色',
    'org.end-duty': '终止角色',
    'org.open-account': '开通账号',
    'org.reset-password': '重置密码',
    'org.enable-account': '启用账号',
    'org.disable-account': '停用账号',
    'org.change-password': '修改密码',
    'org.unlock-account': '解除登录锁定',
    'org.log-in-alarm': '登录失败次数过多',
    'org.save-security': '修改登录与密码设置',
    'org.save-backup': '修改备份设置',
    'org.add-inspection': '新增督察',
    'org.save-inspection': '修改督察',
    'org.add-source': '新增问题来源',
    'org.save-source': '修改问题来源',
    'org.load-holidays': '载入放假安排',
    'org.save-setting': '修改设置',
    'org.know-name': '明确名称所指',
    'org.forget-name': '取消名称所指',
  },
  tables: ORG_TABLES,
} as const satisfies Room
