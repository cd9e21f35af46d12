import { useState } from 'react'
import { useCan } from '#features/org/web/current-user.ts'
import type { ToastMessage } from '#ui/feedback/Toast.tsx'
import type { Lookback } from '../../lookback.contract.ts'
import { EndDialog } from './EndDialog.tsx'
import { ExtendDialog } from './ExtendDialog.tsx'
import { ProposalsDialog } from './ProposalsDialog.tsx'
import { Button } from '#ui/form/Button.tsx'

type Props = { readonly lookback: Lookback; readonly notify: (message: ToastMessage) => void }

/** What an officer does with a campaign that is under way. */
export function ManageActs(props: Props) {
  const manages = useCan('lookback.manage')
  return manages && props.lookback.endedOn === null ? <Acts {...props} /> : null
}

function Acts({ lookback, notify }: Props) {
  const [doing, setDoing] = useState<'propose' | 'extend' | 'end'>()
  const { figures } = lookback
  const fresh = lookback.fresh ?? 0
  const shared = {
    lookback,
    onClose: () => setDoing(undefined),
    onDone: (text: string) => {
      setDoing(undefined)
      notify({ text })
    },
  }
  return (
    <>
      <Button
        whyNot={figures.unassigned === 0 ? '已全部分派' : null}
        title="按属地或验收单位提出分派建议，看过再保存"
        onClick={() => setDoing('propose')}
      >
        分派建议
      </Button>
      <Button
        whyNot={fresh === 0 ? '范围内没有新的事项' : null}
        title="只增加范围内新出现的，已列入的不变"
        onClick={() => setDoing('extend')}
      >
        重新取范围{fresh > 0 && `（新 ${fresh}）`}
      </Button>
      <Button onClick={() => setDoing('end')}>结束</Button>
      {doing === 'propose' && <ProposalsDialog {...shared} />}
      {doing === 'extend' && <ExtendDialog {...shared} />}
      {doing === 'end' && <EndDialog {...shared} />}
    </>
  )
}
