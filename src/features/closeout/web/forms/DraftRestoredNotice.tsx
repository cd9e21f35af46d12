import type { Draft } from '#ui/form/useDraft.ts'
import { Button } from '#ui/form/Button.tsx'

type Props = { readonly draft: Pick<Draft<object>, 'isUnsafe' | 'wasRestored' | 'clear'>; readonly act: '提交' | '保存' }

/** Says that what was typed earlier is back, or that this browser keeps nothing. */
export function DraftRestoredNotice({ draft, act }: Props) {
  if (draft.isUnsafe) return <p className="co-kept">本机存不下所填内容，刷新本页会丢失，请及时{act}。</p>
  if (!draft.wasRestored) return null
  return (
    <p className="co-kept">
      已恢复上次没有{act}的内容。
      <Button variant="text" onClick={draft.clear}>
        清空重填
      </Button>
    </p>
  )
}
