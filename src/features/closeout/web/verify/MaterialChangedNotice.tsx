import { StatusIcon } from '#ui/feedback/StatusIcon.tsx'
import type { changesSince } from '../panel/changes-since.ts'
import { Button } from '#ui/form/Button.tsx'

type Props = { readonly changed: ReturnType<typeof changesSince>; readonly onLook: () => void }

/** The material is not what it was when the page was begun. */
export const MaterialChangedNotice = ({ changed, onLook }: Props) => (
  <div className="ui-band co-changed" data-tone="warn" role="alert">
    <StatusIcon shape="diamond" tone="warn" />
    <span>
      <b>材料已变动</b>，您填写的内容都还在，请重新看一遍措施和佐证：
      {changed.messages.map((message) => (
        <i key={message}>{message}</i>
      ))}
    </span>
    <Button variant="primary" onClick={onLook}>
      已重新查看
    </Button>
  </div>
)
