import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ComponentProps, useState } from 'react'
import { CopyButton } from '#ui/CopyButton.tsx'
import { call } from '#ui/api-client.ts'
import { ErrorBanner, NoticeBand, ProgressBar } from '#ui/feedback/states.tsx'
import { Button } from '#ui/form/Button.tsx'
import { endTokenEndpoint } from '../../tokens.contract.ts'
import { myTokensQuery } from '../org-queries.ts'
import { NewToken } from './NewToken.tsx'
import { TokenTable } from './TokenTable.tsx'
import page from './AccountPage.module.css'
import styles from './tokens.module.css'

/** My tokens: what a program of mine may read or do in my name. */
export function TokensPart() {
  const { data, error, refetch } = useQuery(myTokensQuery)
  const client = useQueryClient()
  const [adding, setAdding] = useState(false)
  const [fresh, setFresh] = useState<string>()
  const changed = () => client.invalidateQueries({ queryKey: myTokensQuery.queryKey })
  const onMade = (token: string) => {
    setAdding(false)
    setFresh(token)
    void changed()
  }
  return (
    <section className={`${page['card']} ${styles['part']}`}>
      <h2>访问令牌</h2>
      <p className="ui-quiet">
        给本人的程序调用接口用，权限不超过本人当时的权限；签署、确认、账号、令牌和举报人信息不能用令牌办理。令牌等同密码，请勿转交他人。
      </p>
      {error && <ErrorBanner message={error.message} onRetry={() => void refetch()} />}
      {fresh !== undefined && <Once token={fresh} onClose={() => setFresh(undefined)} />}
      {!data && !error && <ProgressBar text="正在读取访问令牌" />}
      {data && <Mine tokens={data.tokens} onEnded={() => void changed()} onAdd={() => setAdding(true)} />}
      {adding && data && <NewToken choices={data.choices} daysMax={data.daysMax} onMade={onMade} onClose={() => setAdding(false)} />}
    </section>
  )
}

type MineProps = Pick<ComponentProps<typeof TokenTable>, 'tokens' | 'onEnded'> & { readonly onAdd: () => void }
const Mine = ({ tokens, onEnded, onAdd }: MineProps) => (
  <>
    {tokens.length > 0 ? (
      <TokenTable tokens={tokens} end={(tokenId) => call(endTokenEndpoint, { tokenId }, {})} onEnded={onEnded} />
    ) : (
      <p className="ui-quiet">还没有访问令牌。</p>
    )}
    <Button className={styles['add']} onClick={onAdd}>
      生成访问令牌…
    </Button>
  </>
)

const Once = ({ token, onClose }: { readonly token: string; readonly onClose: () => void }) => (
  <NoticeBand shape="diamond" tone="warn" act={<Button onClick={onClose}>已妥善保存</Button>}>
    <b>令牌只显示这一次，请现在复制保存。</b>
    <code className={styles['token']}>{token}</code>
    <CopyButton text={token} label="复制令牌" />
  </NoticeBand>
)
