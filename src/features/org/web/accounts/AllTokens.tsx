import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '#ui/api-client.ts'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { Section } from '#ui/page/Section.tsx'
import { endAnyTokenEndpoint } from '../../tokens.contract.ts'
import { ORG, allTokensQuery } from '../org-queries.ts'
import { TokenTable } from './TokenTable.tsx'

/** Everybody's tokens, for whoever answers for security. */
export function AllTokens() {
  const { data, error, refetch } = useQuery(allTokensQuery)
  const client = useQueryClient()
  const note = data && `有效 ${data.filter(({ state }) => state === 'good').length} 个`
  return (
    <Section title="访问令牌" note={note}>
      {error && <ErrorBanner message={error.message} onRetry={() => void refetch()} />}
      {data && data.length === 0 && <p className="ui-quiet">还没有人生成访问令牌。各人在“账号与密码”中生成和作废自己的令牌。</p>}
      {data && data.length > 0 && (
        <TokenTable
          withOwner
          tokens={data}
          end={(tokenId) => call(endAnyTokenEndpoint, { tokenId }, {})}
          onEnded={() => void client.invalidateQueries({ queryKey: ORG })}
        />
      )}
    </Section>
  )
}
