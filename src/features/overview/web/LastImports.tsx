import { Link } from '@tanstack/react-router'
import { useCan } from '#features/org/web/current-user.ts'
import type { OfficerDesk } from '../overview.contract.ts'
import { momentWords } from './desk-words.ts'

/** What came in lately, with receipts that add up. */
export function LastImports({ imports }: { readonly imports: OfficerDesk['imports'] }) {
  const mayOpen = useCan('intake.import')
  if (imports.length === 0) return null
  return (
    <section className="ov-group" aria-label="最近导入">
      <h2>最近导入</h2>
      <ul className="ov-imports">
        {imports.map(({ id, fileName, by, at, source, receipt }) => (
          <li key={id}>
            {mayOpen ? (
              <Link to="/intake/$intakeId" params={{ intakeId: id }}>
                {fileName}
              </Link>
            ) : (
              fileName
            )}
            <span className="ui-quiet">
              {momentWords(at)} {by}
              {source !== null && ` · ${source}`}
            </span>
            <span>
              读入 {receipt.read} = 新增 {receipt.added} + 更新 {receipt.updated} + 未变 {receipt.unchanged} + 拒收 {receipt.refused}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
