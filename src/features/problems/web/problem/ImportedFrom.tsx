import { StatusIcon } from '#ui/feedback/StatusIcon.tsx'
import type { ProblemReply } from '../../problems.contract.ts'
import { Section } from '#ui/page/Section.tsx'
import styles from './ImportedFrom.module.css'
import lines from './named-lines.module.css'

/** Where it comes from: what an older ledger claims, and every cell of the sheet's row as it was. */
export function ImportedFrom({ problem: { declared, raw, from, row } }: { readonly problem: ProblemReply }) {
  const cells = Object.entries(raw)
  if (!declared && !from && cells.length === 0) return null
  return (
    <Section title="来源记录" className={styles['section']} note={from ? `${from.file}，${from.at}` : undefined}>
      {declared && (
        <p className={styles['declared']}>
          <StatusIcon shape="dash" tone="muted" /> {declaredWords(declared)}
          {row.progress === 'declared' && <span className="ui-quiet">　未经本系统核实，不计入已完成、已销号</span>}
        </p>
      )}
      {cells.length > 0 && (
        <details className={styles['raw']}>
          <summary>原表这一行的全部内容（{cells.length} 格）</summary>
          <table className={lines['lines']}>
            <tbody>
              {cells.map(([head, text]) => (
                <tr key={head}>
                  <th scope="row">{head}</th>
                  <td>{text === '' ? <span className="ui-quiet">（空）</span> : text}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </Section>
  )
}

type Declared = { readonly raw: string; readonly on: string | null; readonly file: string | null; readonly at: string | null }

/** 原台账载明：已销号，2023-06-30（整改台账.xlsx，台账 第 12 行）: whose words they are and where they stand. @internal tests look at it */
export function declaredWords({ raw, on, file, at }: Declared): string {
  const where = [file, at].filter((part) => part !== null).join('，')
  return `原台账载明：${raw}${on === null ? '' : `，${on}`}${where === '' ? '' : `（${where}）`}`
}
