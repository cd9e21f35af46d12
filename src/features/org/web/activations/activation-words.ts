import { minuteWords } from '#kernel/instants.ts'
import { ACTIVATION_KIND_WORDS, LOG_IN_WAY_WORDS } from '#kernel/rooms/org-tables.ts'
import { ROLE_WORDS } from '#kernel/roles.ts'
import { toast } from '#ui/feedback/Toast.tsx'
import type { Activation } from '../../activation.contract.ts'

/** 授予角色：专班成员（区整改专班），自 2026-11-01 起 */
export function changeWords({ kind, duty, way, login }: Activation): string {
  const word = ACTIVATION_KIND_WORDS[kind]
  if (duty) {
    const term = duty.to === null ? `自 ${duty.from} 起` : `${duty.from} 至 ${duty.to}`
    return `${word}：${ROLE_WORDS[duty.role]}（${duty.unit}），${term}`
  }
  if (kind === 'way' && way) return `${word}：改为${LOG_IN_WAY_WORDS[way]}`
  if (way) return `${word}：${login ?? ''}（${LOG_IN_WAY_WORDS[way]}）`
  return login === null ? word : `${word}：${login}`
}

/** Who is to activate it, in words. */
export const decidersWords = ({ decidersRole, deciders }: Activation): string =>
  decidersRole === null
    ? '目前没有可以启用的人：须由提交人、当事人以外的管理员启用'
    : `待${ROLE_WORDS[decidersRole]}（${deciders.join('、')}）启用`

export const submittedWords = ({ madeBy, madeAt }: Activation): string => `${madeBy}　${minuteWords(madeAt)}提交`

/** What does not hold yet is noted at once. */
export const noteWaits = ({ waits }: { readonly waits: boolean }) => void (waits && toast('已提交，由另一名管理员启用后生效'))
