import { useQuery } from '@tanstack/react-query'
import { ButtonLink } from '#ui/form/ButtonLink.tsx'
import { backupNoticeQuery } from './backups-queries.ts'

/** On every page of whoever looks after the machine: that backups want attention. */
export function BackupHead() {
  const { data } = useQuery(backupNoticeQuery)
  return data?.fault ? (
    <ButtonLink to="/backups" title={data.fault}>
      备份提醒
    </ButtonLink>
  ) : null
}
