import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCan } from '#features/org/web/current-user.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { Section } from '#ui/page/Section.tsx'
import { lastImportsQuery } from '../intake-queries.ts'
import styles from './last-imports.module.css'
import { minuteWords } from '#kernel/instants.ts'

/** What came in lately, with receipts that add up. */
export function LastImports() {
  const mayOpen = useCan('intake.import')
  const { data, error, refetch } = useQuery(lastImportsQuery)
  if (!data) return error ? <ErrorBanner message={error.message} onRetry={() => void refetch()} /> : null
  if (data.imports.length === 0) return null
  return (
    <Section title="最近导入">
      <ul className={styles['list']}>
        {data.imports.map(({ id, fileName, by, at, source, receipt }) => (
          <li key={id}>
            {mayOpen ? (
              <Link to="/intake/$intakeId" params={{ intakeId: id }}>
                {fileName}
              </Link>
            ) : (
              fileName
            )}
            <span className="ui-quiet">
              {minuteWords(at)} {by}
              {source !== null && ` · ${source}`}
            </span>
            <span>
              读入 {receipt.read} = 新增 {receipt.added} + 更新 {receipt.updated} + 未变 {receipt.unchanged} + 拒收 {receipt.refused}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
