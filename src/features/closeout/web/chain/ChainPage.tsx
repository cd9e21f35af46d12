import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import { PageHead } from '#features/org/web/PageHead.tsx'
import { ChainEditor } from './ChainEditor.tsx'
import './chain.css'
import { chainsQuery } from '../closeout-queries.ts'
import '../closeout.css'
import { PlainButton } from '#ui/form/PlainButton.tsx'

/** The steps of closing per scope: the whole place, or one class of sources. */
export function ChainPage() {
  const { data, error, refetch } = useQuery(chainsQuery)
  const [scope, setScope] = useState('place')
  if (!data) return error ? <ErrorState message={error.message} onRetry={() => void refetch()} /> : <ProgressBar text="正在读取销号环节" />
  const chain = data.chains.find((each) => each.scope === scope) ?? data.chains[0]
  return (
    <div className="ch-page">
      <PageHead title="销号环节" about="申请销号之后依次经过的环节。修改只对之后申请的生效，正在办理的仍按申请时的环节走完。">
        <Link to="/org/settings" className="ui-btn">
          其他设置
        </Link>
      </PageHead>
      <div className="ui-strip ch-scopes" role="group" aria-label="适用范围">
        {data.chains.map(({ scope: key, name, own }) => (
          <PlainButton key={key} aria-pressed={key === chain?.scope} onClick={() => setScope(key)}>
            {name}
            {!own && key !== 'place' && <small className="ui-quiet">同全区</small>}
          </PlainButton>
        ))}
      </div>
      {chain && <ChainEditor key={`${chain.scope} ${chain.version}`} chain={chain} mayEdit={data.mayEdit} />}
    </div>
  )
}
