import { call } from '#ui/api-client.ts'
import { extendEndpoint } from '../../lookback.contract.ts'
import { type DialogProps, useDialogAct } from './dialog.ts'
import { Dialog } from '#ui/feedback/Dialog.tsx'

/** Takes the scope again and adds what is new. */
export function ExtendDialog({ lookback: { id, fresh, version, scopeWords }, onClose, onDone }: DialogProps) {
  const { busy, error, act } = useDialogAct(onDone)
  const add = () =>
    act(async () => {
      const { added } = await call(extendEndpoint, { lookbackId: id }, { expected: fresh ?? 0 }, { version })
      return `已新列入 ${added} 项`
    })
  return (
    <Dialog
      width="small"
      title="重新取范围"
      okText={`列入 ${fresh ?? 0} 项`}
      busy={busy}
      error={error}
      disabled={!fresh}
      onOk={() => void add()}
      onClose={onClose}
    >
      <p>
        按发起时的范围重新查找，现有 <b>{fresh ?? 0}</b> 项还没有列入。已列入的事项、分派和结果都不变。
      </p>
      <p className="ui-quiet">{scopeWords.join('　')}</p>
    </Dialog>
  )
}
