import { useQuery } from '@tanstack/react-query'
import { ButtonLink } from '#ui/form/ButtonLink.tsx'
import { securityNoticesQuery } from '../org-queries.ts'

/** On every page of whoever answers for security: how much there is to look at. */
export function SecurityHead() {
  const { data } = useQuery(securityNoticesQuery)
  const count = data ? data.alarms.length + data.spared.length + Number(data.isPlain) + Number(data.noFactor) : 0
  return count === 0 ? null : <ButtonLink to="/org/security">安全提醒 {count}</ButtonLink>
}
