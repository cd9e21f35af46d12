import type { Change } from './changes.ts'

/** What the facts of a security event are called; those without a name are not for readers. */
const LABELS: Readonly<Record<string, string>> = {
  title: '接口',
  path: '地址',
  filter: '条件',
  file: '文件',
  bytes: '字节数',
  rows: '行数',
  sha256: '校验值',
  by: '来自',
  unlisted: '未逐条记录的次数',
  version: '程序版本',
  events: '记录条数',
  findings: '不一致处',
  tables: '数据表',
  files: '材料原件',
  fresh: '新增原件',
  damaged: '损坏原件',
  folder: '备份在',
  seconds: '用时（秒）',
  removed: '清理的旧备份',
}

/** The facts of a security event, in words. */
export const detailsOf = (facts: Readonly<Record<string, string | number>> = {}): Change[] =>
  Object.entries(LABELS).flatMap(([key, label]) => {
    const value = facts[key]
    return value === undefined ? [] : [{ label, before: '', after: String(value) }]
  })
