import {
  ApartmentOutlined,
  AuditOutlined,
  CalendarOutlined,
  FileDoneOutlined,
  FileExcelOutlined,
  FileSearchOutlined,
  HistoryOutlined,
  HomeOutlined,
  ImportOutlined,
  PartitionOutlined,
  SettingOutlined,
  TableOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { Action } from '#kernel/rooms.ts'

type Entry = {
  readonly to: string
  readonly title: string
  readonly short: string
  readonly icon: ReactNode
  /** Shown to those who hold it. */
  readonly action: Action
  /** Where one is still in this part of the house; by default below `to`. */
  readonly within?: RegExp
}

/** Where one may go, in the order of daily use. */
export const NAV: readonly Entry[] = [
  { to: '/', title: '我的工作台', short: '工作台', icon: <HomeOutlined />, action: 'desk.view', within: /^\/$/ },
  { to: '/ledger', title: '台账', short: '台账', icon: <TableOutlined />, action: 'problem.view', within: /^\/(ledger|problems)/ },
  { to: '/closeout', title: '待我办理', short: '待办', icon: <FileDoneOutlined />, action: 'closeout.view', within: /^\/closeout$/ },
  { to: '/lookback', title: '回头看', short: '回头看', icon: <FileSearchOutlined />, action: 'lookback.view' },
  { to: '/intake', title: '导入', short: '导入', icon: <ImportOutlined />, action: 'intake.import' },
  { to: '/reports', title: '报表', short: '报表', icon: <FileExcelOutlined />, action: 'report.export' },
  { to: '/history', title: '办理历史', short: '历史', icon: <HistoryOutlined />, action: 'history.view' },
  {
    to: '/org/people',
    title: '组织与人员',
    short: '人员',
    icon: <ApartmentOutlined />,
    action: 'org.view',
    within: /^\/org\/(units|people|names)/,
  },
  { to: '/org/inspections', title: '督察与来源', short: '督察', icon: <AuditOutlined />, action: 'org.view' },
  { to: '/org/holidays', title: '放假安排', short: '放假', icon: <CalendarOutlined />, action: 'org.view' },
  { to: '/org/settings', title: '设置', short: '设置', icon: <SettingOutlined />, action: 'org.save-setting' },
  { to: '/closeout/chain', title: '销号环节', short: '环节', icon: <PartitionOutlined />, action: 'closeout.save-chain' },
]
