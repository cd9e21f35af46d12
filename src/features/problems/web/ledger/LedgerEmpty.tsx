import { useCan } from '#features/org/web/current-user.ts'
import { EmptyState } from '#ui/feedback/states.tsx'
import type { FilterTag } from './filter-tags.ts'
import { Button } from '#ui/form/Button.tsx'
import { ButtonLink } from '#ui/form/ButtonLink.tsx'

type Props = { readonly tags: readonly FilterTag[]; readonly onClear: () => void }

/** No rows: because of the conditions, or because nothing has been entered yet. */
export function LedgerEmpty({ tags, onClear }: Props) {
  if (tags.length === 0) return <NothingYet />
  return (
    <EmptyState title="没有符合条件的问题">
      <p>当前条件：{tags.map(({ words }) => words).join('；')}</p>
      <Button onClick={onClear}>清除全部条件</Button>
    </EmptyState>
  )
}

function NothingYet() {
  if (!useCan('intake.import'))
    return (
      <EmptyState title="目前没有与您有关的问题">
        <p>有问题交办到您单位后，会列在这里。</p>
      </EmptyState>
    )
  return (
    <EmptyState title="还没有问题，先导入台账">
      <p>支持 .xlsx、.csv 文件，也可以从 WPS、Excel 中复制后粘贴；先核对，确认后才写入。</p>
      <ButtonLink to="/intake" variant="primary">
        导入台账
      </ButtonLink>
    </EmptyState>
  )
}
