import { dayOf } from '#kernel/days.ts'
import { type Flags, UsageError } from './command.ts'

/** Who acts: asked for wherever something is done in somebody's name. */
export const AS = { as: '登录名：以谁的身份办理' } as const

/** '1,2、3' taken apart. */
export const listIn = (text: string | undefined) =>
  (text ?? '')
    .split(/[,，、]/u)
    .map((part) => part.trim())
    .filter(Boolean)

/** A value of a word table, said by its key or in Chinese; without the flag undefined. */
export function oneOf<K extends string>(flags: Flags, flag: string, words: Readonly<Record<K, string>>): K | undefined {
  const value = flags[flag]
  return value === undefined ? undefined : wordIn(value, flag, words)
}
/** The same of one word that came with the flag. */
export function wordIn<K extends string>(value: string, flag: string, words: Readonly<Record<K, string>>): K {
  const found = (Object.entries(words) as [K, string][]).find(([key, word]) => key === value || word === value)
  if (!found) throw new UsageError(`--${flag} 不能是“${value}”，可以是：${choices(words)}`)
  return found[0]
}
/** 'agree 同意、return 退回' */
export const choices = (words: Readonly<Record<string, string>>) =>
  Object.entries(words)
    .map(([key, word]) => `${key} ${word}`)
    .join('、')

/** A day that exists; without the flag `otherwise`. */
export function dayIn(flags: Flags, flag: string, otherwise: string): string
export function dayIn(flags: Flags, flag: string): string | undefined
export function dayIn(flags: Flags, flag: string, otherwise?: string): string | undefined {
  const value = flags[flag]
  if (value === undefined) return otherwise
  if (dayOf(value) === undefined) throw new UsageError(`--${flag} 应为一个存在的日期，例如 --${flag} 2026-11-23，现在是“${value}”`)
  return value
}

/** '2026-11-23 09:00' of Asia/Shanghai as a moment. */
export function momentIn(flags: Flags, flag: string): string | undefined {
  const value = flags[flag]
  if (value === undefined) return undefined
  const [day = '', time = ''] = value.split(/[ T]/u)
  if (dayOf(day) === undefined || !/^([01]\d|2[0-3]):[0-5]\d$/u.test(time))
    throw new UsageError(`--${flag} 应为日期和时刻，例如 --${flag} "2026-11-23 09:00"，现在是“${value}”`)
  return `${day}T${time}:00+08:00`
}

/** '2:现场仍有积水;3:无台账': words by number. */
export function numberedIn(text: string | undefined): ReadonlyMap<string, string> {
  const pairs = (text ?? '').split(/[;；]/u).filter((part) => part.trim() !== '')
  return new Map(
    pairs.map((pair) => {
      const [no = '', ...words] = pair.split(/[:：]/u)
      return [no.trim(), words.join('：').trim()] as const
    }),
  )
}
