import { useQuery } from '@tanstack/react-query'
import type { PersonId } from '#kernel/rooms/org.ts'
import { useCan } from '../current-user.ts'
import { activationsQuery } from '../org-queries.ts'
import windows from '../windows.module.css'
import { ActivationItem } from './ActivationItem.tsx'
import styles from './activations.module.css'

/** What of one person waits for a second administrator; nothing where nothing does. */
export function PersonActivations({ person }: { readonly person: PersonId }) {
  const enabled = useCan('org.activate')
  const own = useQuery({ ...activationsQuery, enabled }).data?.filter((each) => each.person.id === person) ?? []
  if (own.length === 0) return null
  return (
    <section className={windows['part']}>
      <h3>待启用</h3>
      <ul className={styles['list']}>
        {own.map((activation) => (
          <ActivationItem key={activation.id} activation={activation} withPerson={false} />
        ))}
      </ul>
    </section>
  )
}
