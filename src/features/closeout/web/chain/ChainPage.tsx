import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { SCOPES } from '#kernel/rooms.ts'
import { ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import { Button } from '#ui/form/Button.tsx'
import { ButtonLink } from '#ui/form/ButtonLink.tsx'
import { ChoiceField } from '#ui/form/ChoiceField.tsx'
import { PageHeader } from '#ui/page/PageHeader.tsx'
import type { chainsEndpoint } from '../../chains.contract.ts'
import { ChainEditor } from './ChainEditor.tsx'
import { chainsQuery } from '../closeout-queries.ts'
import styles from './chain.module.css'

type ChainOf = z.output<typeof chainsEndpoint.reply>['chains'][number]

/** The steps of closing per scope: the whole place, one class of sources, one inspection. */
export function ChainPage() {
  const { data, error, refetch } = useQuery(chainsQuery)
  const [scope, setScope] = useState('place')
  if (!data) return error ? <ErrorState message={error.message} onRetry={() => void refetch()} /> : <ProgressBar text="正在读取销号环节" />
  const chain = data.chains.find((each) => each.scope === scope) ?? data.chains[0]
  return (
    <div className={styles['page']}>
      <PageHeader
        title="销号环节"
        about="申请销号之后依次经过的环节。修改由另一名专班成员批准后生效，只对之后申请的起作用，正在办理的仍按申请时的环节走完。"
      >
        <ButtonLink to="/org/settings">其他设置</ButtonLink>
      </PageHeader>
      <Scopes chains={data.chains} current={chain?.scope} onPick={setScope} />
      {chain && <ChainEditor key={`${chain.scope} ${chain.version}`} chain={chain} mayEdit={data.mayEdit} />}
    </div>
  )
}

type ScopesProps = {
  readonly chains: readonly ChainOf[]
  readonly current: string | undefined
  readonly onPick: (scope: string) => void
}
/** The place and what has steps of its own side by side, so is what is being looked at; the many others in a list. */
function Scopes({ chains, current, onPick }: ScopesProps) {
  const beside = chains.filter(({ scope, own }) => scope === 'place' || own || scope === current)
  const others = chains.filter((chain) => !beside.includes(chain))
  return (
    <>
      <div className={styles['scopes']} role="group" aria-label="适用范围">
        {beside.map(({ scope, name, own }) => (
          <Button key={scope} className={styles['scope']} title={name} pressed={scope === current} onClick={() => onPick(scope)}>
            {name}
            {!own && scope !== 'place' && <small className="ui-quiet">没有单独设置</small>}
          </Button>
        ))}
      </div>
      <ChoiceField
        key={current}
        className={styles['others']}
        label="为其他来源类别或督察单独设置"
        empty="选择来源类别或督察"
        options={others.map(({ scope, kind, name }) => ({ value: scope, label: `${SCOPES[kind].title} ${name}` }))}
        value={null}
        onChange={(scope) => scope !== null && onPick(scope)}
      />
    </>
  )
}
