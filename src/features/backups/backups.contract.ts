import { z } from 'zod'
import { JobView } from '#features/jobs/jobs.contract.ts'
import { done, endpoint, nothing } from '#kernel/endpoint.ts'
import { Text } from '#kernel/fields.ts'
import { job } from '#kernel/job.ts'
import { JobId } from '#kernel/rooms/jobs.ts'
import { BackupStatus } from '#kernel/rooms/backup-status.ts'

const Figures = z.object({ files: z.int(), rows: z.int() })
export const backUpJob = job({ name: 'backups.run', title: '备份', action: 'backups.run', input: nothing, result: Figures })
export const rehearseJob = job({ name: 'backups.rehearse', title: '恢复演练', action: 'backups.run', input: nothing, result: Figures })

export const backupsEndpoint = endpoint({
  method: 'get',
  path: '/backups',
  title: '备份情况',
  action: 'backups.view',
  params: nothing,
  input: nothing,
  reply: z.object({ ...BackupStatus.shape, job: JobView.extend({ title: Text }).nullable() }),
})

/** Whether something must be known now, for the top of every page. */
export const backupNoticeEndpoint = endpoint({
  method: 'get',
  path: '/backups/notice',
  title: '备份提醒',
  action: 'backups.view',
  params: nothing,
  input: nothing,
  reply: z.object({ fault: Text.nullable() }),
})

const begin = (path: '/backups/run' | '/backups/rehearse', title: string) =>
  endpoint({
    method: 'post',
    path,
    title,
    action: 'backups.run',
    params: nothing,
    input: nothing,
    reply: z.object({ job: JobId.nullable() }),
  })
export const backUpEndpoint = begin('/backups/run', '立即备份')
export const rehearseEndpoint = begin('/backups/rehearse', '立即演练恢复')

export const cancelBackupEndpoint = endpoint({
  method: 'post',
  path: '/backups/cancel',
  title: '取消备份或演练',
  action: 'backups.run',
  params: nothing,
  input: nothing,
  reply: done,
})
