import { COMPLAINANT_WORDS } from '#kernel/rooms/complainants.ts'
import { StatusIcon } from '#ui/feedback/StatusIcon.tsx'
import type { Preview } from '../../intake.contract.ts'
import styles from './preview.module.css'

type Table = Preview['tables'][number]

/** What of a table will be sealed, before anything is written. */
export function Sealing({ sealing }: Pick<Table, 'sealing'>) {
  if (sealing.length === 0) return null
  const cells = sealing.reduce((sum, one) => sum + one.cells, 0)
  return (
    <div className={styles['sealing']} data-tone="info">
      <p>
        <StatusIcon shape="square" tone="info" />
        <span>
          <b>举报人信息 {cells} 处将加密封存</b>，不进入台账、原表内容、检索和导出；只有“举报信息查阅人”写明事由才能查阅。
        </span>
      </p>
      <ul>
        {sealing.map((one) => (
          <li key={`${one.head} ${one.kind} ${String(one.inText)}`}>{sealingWords(one)}</li>
        ))}
      </ul>
    </div>
  )
}

/** “举报人电话”整列 12 格；“反馈问题”文字里的电话 3 处，原处改为〔举报人电话已封存〕 @internal tests look at it */
export function sealingWords({ head, kind, inText, cells }: Table['sealing'][number]): string {
  if (!inText) return `“${head}”整列 ${cells} 格`
  return `“${head}”文字里的${COMPLAINANT_WORDS[kind]} ${cells} 处，原处留下“已封存”标记`
}
