import { ApartmentOutlined, AuditOutlined, CalendarOutlined, LockOutlined, SettingOutlined } from '@ant-design/icons'
import { type RoomPages, part } from '#ui/rooms.tsx'

export const orgPages: RoomPages = {
  pages: [
    { path: '/login', title: '登录', open: true, load: () => import('./accounts/LoginPage.tsx').then((m) => m.LoginPage) },
    {
      path: '/login/unified',
      title: '统一身份登录',
      open: true,
      load: () => import('./accounts/UnifiedPage.tsx').then((m) => m.UnifiedPage),
    },
    { path: '/setup', title: '初始设置', open: true, load: () => import('./accounts/SetupPage.tsx').then((m) => m.SetupPage) },
    { path: '/account', title: '账号与登录', load: () => import('./accounts/AccountPage.tsx').then((m) => m.AccountPage) },
    { path: '/org/units', title: '单位', load: () => import('./units/UnitsPage.tsx').then((m) => m.UnitsPage) },
    { path: '/org/people', title: '人员', load: () => import('./people/PeoplePage.tsx').then((m) => m.PeoplePage) },
    {
      path: '/org/activations',
      title: '待启用',
      load: () => import('./activations/ActivationsPage.tsx').then((m) => m.ActivationsPage),
    },
    { path: '/org/names', title: '已认得的名称', load: () => import('./units/KnownNamesPage.tsx').then((m) => m.KnownNamesPage) },
    { path: '/org/inspections', title: '督察与来源', load: () => import('./sources/InspectionsPage.tsx').then((m) => m.InspectionsPage) },
    { path: '/org/holidays', title: '放假安排', load: () => import('./holidays/HolidaysPage.tsx').then((m) => m.HolidaysPage) },
    { path: '/org/security', title: '登录与密码', load: () => import('./settings/SecurityPage.tsx').then((m) => m.SecurityPage) },
    { path: '/org/settings', title: '设置', load: () => import('./settings/SettingsPage.tsx').then((m) => m.SettingsPage) },
  ],
  nav: [
    {
      group: 'place',
      to: '/org/people',
      title: '组织与人员',
      short: '人员',
      icon: <ApartmentOutlined />,
      action: 'org.view',
      within: /^\/org\/(units|people|names|activations)/,
    },
    { group: 'place', to: '/org/inspections', title: '督察与来源', short: '督察', icon: <AuditOutlined />, action: 'org.view' },
    { group: 'place', to: '/org/holidays', title: '放假安排', short: '放假', icon: <CalendarOutlined />, action: 'org.view' },
    { group: 'place', to: '/org/settings', title: '设置', short: '设置', icon: <SettingOutlined />, action: 'org.save-setting' },
    { group: 'place', to: '/org/security', title: '登录与密码', short: '登录', icon: <LockOutlined />, action: 'org.save-security' },
  ],
  head: [
    { action: 'org.save-security', part: part(() => import('./settings/SecurityHead.tsx').then((m) => m.SecurityHead)) },
    { action: 'org.activate', part: part(() => import('./activations/ActivationsHead.tsx').then((m) => m.ActivationsHead)) },
  ],
}
