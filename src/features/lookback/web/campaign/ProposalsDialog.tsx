import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#ui/api-client.ts'
import { ErrorBanner, ProgressBar } from '#ui/feedback/states.tsx'
import { PROPOSAL_PARTS, PROPOSAL_WORDS, type ProposalPart } from '../../domain/proposals.ts'
import { type ProposalsReply, assignByEndpoint } from '../../lookback.contract.ts'
import { type DialogProps, useDialogAct } from './dialog.ts'
import { proposalsQuery } from '../lookback-queries.ts'
import { Dialog } from '#ui/feedback/Dialog.tsx'
import { pairsAsOptions } from '#ui/form/options.ts'
import { RadioField } from '#ui/form/RadioField.tsx'
import shared from '../lookback.module.css'
import styles from './campaign.module.css'

const WAYS = PROPOSAL_PARTS.map((part) => [part, PROPOSAL_WORDS[part]] as const)
const NOBODY: Readonly<Record<ProposalPart, string>> = { territory: '没有明确属地', acceptance: '没有明确验收单位' }

/** Who would get how many of what nobody has yet; saved as shown. */
export function ProposalsDialog({ lookback: { id }, onClose, onDone }: DialogProps) {
  const [by, setBy] = useState<ProposalPart>('territory')
  const { data, error: unread, isFetching, refetch } = useQuery(proposalsQuery(id, by))
  const { busy, error, act } = useDialogAct(onDone)
  const save = () =>
    act(async () => {
      const { assigned } = await call(assignByEndpoint, { lookbackId: id }, { by, expected: data?.expected ?? 0 })
      return `已分派 ${assigned} 项`
    })
  return (
    <Dialog
      title="分派建议"
      okText={data ? `按此分派 ${data.expected} 项` : '按此分派'}
      busy={busy}
      error={error}
      disabled={!data || data.expected === 0 || isFetching}
      onOk={() => void save()}
      onClose={onClose}
    >
      <RadioField label="分派给" value={by} options={pairsAsOptions(WAYS)} onChange={setBy} />
      {unread && <ErrorBanner message={unread.message} onRetry={() => void refetch()} />}
      {data ? <Proposed data={data} nobody={NOBODY[by]} /> : !unread && <ProgressBar text="正在计算" />}
    </Dialog>
  )
}

function Proposed({
  data: { units, nobody: without, ownWork, expected },
  nobody,
}: {
  readonly data: ProposalsReply
  readonly nobody: string
}) {
  return (
    <>
      <p className="ui-quiet">
        未分派 {expected + without + ownWork} 项 = 可分派 {expected} + {nobody} {without} + 该单位就是责任单位 {ownWork}
        。后两类请逐项选择分派。
      </p>
      {units.length > 0 && (
        <div className={styles['proposed']}>
          <table className={shared['table']}>
            <thead>
              <tr>
                <th>核查单位</th>
                <th className={shared['num']}>项数</th>
              </tr>
            </thead>
            <tbody>
              {units.map((unit) => (
                <tr key={unit.id}>
                  <th scope="row">{unit.name}</th>
                  <td className={shared['num']}>{unit.count}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}
