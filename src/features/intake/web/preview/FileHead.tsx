import { Link } from '@tanstack/react-router'
import type { Preview } from '../../intake.contract.ts'
import { IntakeState, type ShownState } from '../upload/IntakeList.tsx'
import { sizeWords } from '#kernel/amounts.ts'
import { minuteWords } from '#kernel/instants.ts'
import styles from './preview.module.css'

type Summary = Pick<Preview, 'fileName' | 'bytes' | 'by' | 'at'> & { readonly state: ShownState }

/** Which file, who handed it in and when, and where it stands. */
export const FileHead = ({ preview: { fileName, bytes, by, at, state } }: { readonly preview: Summary }) => (
  <header className={styles['filehead']}>
    <p>
      <Link to="/intake">← 导入记录</Link>
    </p>
    <h1>{fileName}</h1>
    <p className="ui-quiet">
      <IntakeState state={state} />
      <span>{sizeWords(bytes)}</span>
      <span>
        {by} 于 <time dateTime={at}>{minuteWords(at)}</time> 上传
      </span>
    </p>
  </header>
)
