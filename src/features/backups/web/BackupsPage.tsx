import { useQuery, useQueryClient } from '@tanstack/react-query'
import { minuteWords } from '#kernel/instants.ts'
import { JobProgress } from '#features/jobs/web/JobProgress.tsx'
import { useCan } from '#features/org/web/current-user.ts'
import { SettingCard } from '#features/org/web/settings/SettingCard.tsx'
import { ownPage } from '#features/org/web/settings/setting-words.ts'
import { settingsQuery } from '#features/org/web/settings/settings-queries.ts'
import { BACKUP_PAGE } from '#kernel/rooms/org-settings.ts'
import { call } from '#ui/api-client.ts'
import { ErrorBanner, ErrorState, NoticeBand, ProgressBar } from '#ui/feedback/states.tsx'
import { Button } from '#ui/form/Button.tsx'
import { useSaving } from '#ui/form/useSaving.ts'
import { PageHeader } from '#ui/page/PageHeader.tsx'
import { Fact, Facts, Section } from '#ui/page/Section.tsx'
import { backUpEndpoint, cancelBackupEndpoint, rehearseEndpoint } from '../backups.contract.ts'
import type { BackupStatus } from '#kernel/rooms/backup-status.ts'
import { figuresOf } from '../domain/backup-words.ts'
import { BackupTries } from './BackupTries.tsx'
import { BACKUPS, backupsQuery } from './backups-queries.ts'
import styles from './backups.module.css'

/** How backups stand, what is set, and making one at once; for whoever looks after the machine. */
export function BackupsPage() {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(backupsQuery)
  const saving = useSaving()
  const may = useCan('backups.run')
  const retry = () => void refetch()
  if (!data) return error ? <ErrorState message={error.message} onRetry={retry} /> : <ProgressBar text="正在读取备份情况" />
  const act = (e: typeof rehearseEndpoint | typeof cancelBackupEndpoint) => () =>
    void saving.run(async () => {
      await call(e as typeof cancelBackupEndpoint, {}, {})
      await client.invalidateQueries({ queryKey: BACKUPS })
    })
  return (
    <div className={styles['page']}>
      <PageHeader title="备份" about="数据库和材料原件取自同一时刻，写入后逐份读回核对；每月自动演练一次恢复，比对行数和哈希。">
        {may && (
          <>
            <Button variant="primary" whyNot={whyNotNow(data)} loading={saving.busy} onClick={act(backUpEndpoint)}>
              立即备份
            </Button>
            <Button
              whyNot={whyNotNow(data) ?? (data.lastGood ? null : '还没有可以演练的备份')}
              disabled={saving.busy}
              onClick={act(rehearseEndpoint)}
            >
              立即演练恢复
            </Button>
          </>
        )}
      </PageHeader>
      {error && <ErrorBanner message={`${error.message}。以下是上次读到的内容`} onRetry={retry} />}
      {saving.error && <ErrorBanner message={saving.error} />}
      {data.job && (
        <section className={styles['job']} aria-label="正在进行">
          <b>{data.job.title}</b>
          <JobProgress job={data.job} onCancel={act(cancelBackupEndpoint)} />
        </section>
      )}
      {data.fault && (
        <NoticeBand shape="triangle" tone="alarm">
          {data.fault}
        </NoticeBand>
      )}
      <Standing {...data} />
      <BackupSettings />
      <Section title="最近的备份和演练">
        <BackupTries tries={data.tries} />
      </Section>
      <Remedies />
    </div>
  )
}

const whyNotNow = ({ plan, job }: BackupStatus & { readonly job: unknown }): string | null =>
  plan.folder === '' ? '请先设置备份文件夹' : job ? '正在进行，请等它结束' : null

function Standing({ plan, nextAt, lastGood, lastRehearsal }: BackupStatus) {
  return (
    <Facts long>
      <Fact name="上次成功备份">{lastGood ? `${minuteWords(lastGood.at)}，${figuresOf(lastGood)}` : '没有'}</Fact>
      <Fact name="下次备份">{nextAt ? minuteWords(nextAt) : '没有安排'}</Fact>
      <Fact name="上次通过演练">{lastRehearsal ? `${minuteWords(lastRehearsal.at)}，${figuresOf(lastRehearsal)}` : '没有'}</Fact>
      <Fact name="加密">{plan.passphraseFile === '' ? '不加密：拿到备份的人能读到内容' : '加密：没有口令打不开，口令请另行保管'}</Fact>
    </Facts>
  )
}

/** The settings of backups, each with its versions. */
function BackupSettings() {
  const { data, error, refetch } = useQuery(settingsQuery)
  const may = useCan('org.save-backup')
  if (!data) return error ? <ErrorBanner message={error.message} onRetry={() => void refetch()} /> : <ProgressBar text="正在读取设置" />
  return (
    <Section title="设置">
      <div className={styles['list']}>
        {data.settings
          .filter(({ key }) => ownPage(key) === BACKUP_PAGE)
          .map((setting) => (
            <SettingCard key={setting.key} setting={setting} scopes={data.scopes} may={may} />
          ))}
      </div>
    </Section>
  )
}

const Remedies = () => (
  <Section title="没有成功时怎么办">
    <ul className={styles['remedies']}>
      <li>提示磁盘已满：清理备份所在磁盘，或把备份文件夹改到更大的磁盘，再“立即备份”。没有写完的不会留下。</li>
      <li>提示没有权限、没有这个文件夹：请让运行闭环的账号能写备份文件夹；网络存储请先挂载。</li>
      <li>提示口令不对：一个备份文件夹只能用一个口令。换口令请换一个新的备份文件夹。</li>
      <li>
        要恢复：在服务器上停止服务，执行 <code>bihuan restore 备份文件夹 --data 新的数据文件夹</code>，加密的再加{' '}
        <code>--passphrase-file 口令文件</code>。只缺个别原件：<code>bihuan restore 备份文件夹 --originals</code>，不必停服务。
      </li>
      <li>
        密钥不在备份里：数据文件夹中的 keys/complainants.key 和 checkpoint-key.pem 请另存一份。前一个丢失，封存的举报人信息就永远打不开。
      </li>
    </ul>
  </Section>
)
