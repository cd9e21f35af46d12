import { NoticeBand } from '#ui/feedback/states.tsx'
import { Changes } from '../panel/ActFrame.tsx'
import type { changesSince } from '../panel/changes-since.ts'
import { Button } from '#ui/form/Button.tsx'

type Props = { readonly changed: ReturnType<typeof changesSince>; readonly onLook: () => void }

/** The material is not what it was when the page was begun. */
export const MaterialChangedNotice = ({ changed, onLook }: Props) => (
  <NoticeBand
    shape="diamond"
    tone="warn"
    act={
      <Button variant="primary" onClick={onLook}>
        已重新查看
      </Button>
    }
  >
    <b>材料已变动</b>，您填写的内容都还在，请重新看一遍措施和佐证：
    <Changes messages={changed.messages} />
  </NoticeBand>
)
