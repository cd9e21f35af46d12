import { useQuery } from '@tanstack/react-query'
import { ButtonLink } from '#ui/form/ButtonLink.tsx'
import { activationsQuery } from '../org-queries.ts'

/** On every page of an administrator: how many changes wait for them to be activated. */
export function ActivationsHead() {
  const count = useQuery(activationsQuery).data?.filter(({ mayDecide }) => mayDecide).length ?? 0
  return count === 0 ? null : <ButtonLink to="/org/activations">待我启用 {count}</ButtonLink>
}
