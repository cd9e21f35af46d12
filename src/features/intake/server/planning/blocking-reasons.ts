import type { Choices, Preview, Receipt } from '../../intake.contract.ts'

type Table = Pick<Preview['tables'][number], 'kind' | 'importable' | 'rows'>

/** Why a file cannot be committed yet, each with the way out. Where it comes from is asked only once there is something to write. */
export function blockingReasons({ sourceId }: Choices, tables: readonly Table[], { read, refused }: Receipt): string[] {
  if (read === 0) return [whyNothing(tables)]
  if (refused === read) return ['每一行都被拒绝，没有什么可以写入；请按各行的说明改好原文件，再重新上传']
  return sourceId ? [] : ['请选择这份台账来自哪次督察、哪类来源']
}

/** Why no row of a file would be written. */
function whyNothing(tables: readonly Table[]): string {
  if (tables.length === 0) return '文件里没有表格内容，没有什么可以导入；请检查是否选错了文件'
  if (tables.some(({ importable }) => importable)) return '所有表都已选择不导入；要导入的请勾选“导入这张表”'
  if (tables.some(({ kind }) => kind === 'unknown')) return '没有认出表头；请指定哪一列是“反馈问题”或“整改任务”，确实不是台账的请放弃'
  if (tables.some(({ kind, rows }) => rows === 0 && (kind === 'problem' || kind === 'task')))
    return '表头下没有数据行；请在原文件中补上内容后重新上传'
  return '文件里没有问题台账或任务清单，没有什么可以导入；列认错了的请更正，否则请放弃'
}
