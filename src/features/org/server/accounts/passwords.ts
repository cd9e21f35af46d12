import { randomInt } from 'node:crypto'
import { pinyin } from 'pinyin-pro'
import type { Settings } from '#kernel/settings.ts'
import { BadInput } from '#platform/input.ts'
import { CONTEXT_WORDS, type PasswordRules, passwordChecks, plainForms } from '../../domain/passwords.ts'

type Of = { readonly login: string; readonly place: string; readonly settings: Pick<Settings, 'password.length' | 'password.kinds'> }

/** What a password of somebody at this place must be. */
export const rulesOf = ({ login, place, settings }: Of): PasswordRules => ({
  login,
  length: settings['password.length'],
  kinds: settings['password.kinds'],
  words: [...CONTEXT_WORDS, ...wordsOfPlace(place)],
})

/** 云州市海棠区: 云州、海棠, and both as they are spoken. */
function wordsOfPlace(place: string): string[] {
  const names = place.split(/[省市区县镇旗盟]/u).filter((name) => name.length > 1)
  return names.flatMap((name) => [name, pinyin(name, { toneType: 'none', type: 'array', nonZh: 'removed' }).join('').replaceAll('ü', 'v')])
}

let common: Promise<ReadonlySet<string>> | undefined
/** The most common passwords of the world, read when a password is first set. */
const commonPasswords = () =>
  (common ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common'])))

/** Refuses a password that breaks a rule, or that is tried first by everybody who guesses. */
export async function refuseWeak(password: string, rules: PasswordRules, field: string): Promise<void> {
  const broken = passwordChecks(password, rules).filter(({ holds }) => !holds)
  if (broken.length > 0) throw new BadInput([{ field, message: `密码须${broken.map(({ words }) => words).join('；')}` }])
  const known = await commonPasswords()
  if (plainForms(password).some((form) => known.has(form)))
    throw new BadInput([{ field, message: '这是很多人都在用的密码，最先被人猜到，请换一个' }])
}

const DAY_MS = 86_400_000
/** Whole days until a password must be changed; 0: now. */
export const daysLeftOf = (passwordAt: Date, settings: Pick<Settings, 'password.days'>, now: Date): number =>
  Math.max(0, Math.ceil((passwordAt.getTime() - now.getTime()) / DAY_MS + settings['password.days']))

type Owned = { readonly must_change: boolean; readonly password_at: Date }
/** Why a password must be changed before anything else: it is the first one, or too old. */
export const passwordDue = ({ must_change, password_at }: Owned, settings: Pick<Settings, 'password.days'>, now: Date) =>
  must_change ? 'first' : daysLeftOf(password_at, settings, now) === 0 ? 'old' : null

/** Nothing that is mistaken for something else when read out or typed from paper. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const WORD = 4
/** So many random groups of four letters: kx7v-bmqw-uzt2. */
export const randomWords = (groups: number): string =>
  Array.from({ length: groups }, () => Array.from({ length: WORD }, () => LETTERS[randomInt(LETTERS.length)]).join('')).join('-')
