import { secondsWords, sizeWords } from '#kernel/amounts.ts'
import { minuteWords } from '#kernel/instants.ts'
import type { BackupStatus, Tried } from '#kernel/rooms/backup-status.ts'

const count = (number: number | null, words: (n: number) => string) => (number === null ? [] : [words(number)])

/** What one try came to: 12,000 行，300 份原件（新增 20 份），1.4 GB，用时 34 秒. */
export function figuresOf({ kind, ok, why, rows, files, fresh, damaged, bytes, seconds }: Tried): string {
  if (!ok) return why ?? '原因不明'
  const parts = [
    ...count(rows, (n) => `${n} 行`),
    ...count(files, (n) => `${n} 份原件${kind === 'back-up' && fresh !== null ? `（新增 ${fresh} 份）` : ''}`),
    ...count(bytes, sizeWords),
    ...count(seconds, (n) => `用时 ${secondsWords(Math.max(1, n))}`),
    ...(damaged !== null && damaged > 0 ? [`${damaged} 份原件已损坏，没有备份`] : []),
  ]
  return parts.join('，')
}

export const KIND_WORDS = { 'back-up': '备份', rehearse: '恢复演练' } as const

const lastWords = (what: string, tried: Tried | null) =>
  tried === null ? `${what}：没有` : `${what}：${minuteWords(tried.at)}（${tried.by}），${figuresOf(tried)}`

/** How things stand, for a terminal. */
export function statusLines({ plan, nextAt, fault, lastGood, lastRehearsal, tries }: BackupStatus): string[] {
  const set = plan.isOn && plan.folder !== ''
  return [
    fault === null ? '备份正常' : `注意：${fault}`,
    set
      ? `夜间备份：每天 ${plan.hour} 点，备份到 ${plan.folder}，保留 ${plan.keepDays} 天，${plan.passphraseFile === '' ? '不加密' : `加密（口令文件 ${plan.passphraseFile}）`}`
      : '夜间备份：没有设置。请系统管理员在“备份”页设置，或用 bihuan setting save backup.folder、backup.nightly',
    ...(nextAt === null ? [] : [`下次：${minuteWords(nextAt)}`]),
    lastWords('最近一次成功的备份', lastGood),
    ...(lastGood?.folder ? [`  备份在 ${lastGood.folder}；恢复用 bihuan restore`] : []),
    lastWords('最近一次通过的恢复演练', lastRehearsal),
    ...tries
      .filter(({ ok }) => !ok)
      .slice(0, 3)
      .map((tried) => `没有成功：${minuteWords(tried.at)} ${KIND_WORDS[tried.kind]}，${figuresOf(tried)}`),
  ]
}
