/** What a password must be here; `words`: what everybody would guess about this place. */
export type PasswordRules = {
  readonly login: string
  readonly length: number
  readonly kinds: number
  readonly words: string[]
}
export type PasswordCheck = { readonly words: string; readonly holds: boolean }

/** What everybody would guess of an office that handles inspections of environmental protection. */
export const CONTEXT_WORDS =
  '闭环 环保 督察 整改 信访 生态环境 示范区 专班 管理员 密码 bihuan huanbao ducha zhenggai xinfang shengtai shifanqu zhuanban guanliyuan mima admin password welcome'.split(
    ' ',
  )
const MOST_CHARACTERS = 128
const FRAGMENT = 3

const KINDS = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u]
const YEAR = /(?:19|20)\d{2}/

/** Every rule in words, and whether a password keeps it: the same for the server and for whoever is typing. */
export function passwordChecks(typed: string, { login, length, kinds, words }: PasswordRules): readonly PasswordCheck[] {
  const password = typed.normalize('NFKC')
  const low = password.toLowerCase()
  const size = Array.from(password).length
  const isAny = size > 0
  return [
    { words: `不少于 ${length} 位，不超过 ${MOST_CHARACTERS} 位`, holds: size >= length && size <= MOST_CHARACTERS },
    {
      words: `大写字母、小写字母、数字、其他字符，至少含其中 ${kinds} 类`,
      holds: KINDS.filter((kind) => kind.test(password)).length >= kinds,
    },
    { words: `不含登录名中任何连续 ${FRAGMENT} 个字符`, holds: isAny && !fragmentsOf(login).some((part) => low.includes(part)) },
    {
      words: '不含年份（如 2026），也不含本区名称、环保、督察、整改等容易猜到的词及其拼音',
      holds: isAny && !YEAR.test(password) && ![low, withLetters(low)].some((text) => words.some((word) => text.includes(word))),
    },
    { words: '不是单调重复的字符', holds: isVaried(low) },
  ]
}

const fragmentsOf = (login: string) => {
  const low = login.normalize('NFKC').toLowerCase()
  return Array.from({ length: Math.max(0, low.length - FRAGMENT + 1) }, (_, at) => low.slice(at, at + FRAGMENT))
}

const LETTER_FOR: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}
/** P@ssw0rd is password. */
const withLetters = (low: string) => low.replaceAll(/[013457@$!]/g, (sign) => LETTER_FOR[sign] ?? sign)
const DIGIT_FOR = '!@#$%^&*('
/** 1qaz@WSX is 1qaz2wsx. */
const withDigits = (low: string) => low.replaceAll(/[!@#$%^&*(]/g, (sign) => String(DIGIT_FOR.indexOf(sign) + 1))

const FEWEST_DIFFERENT = 5
function isVaried(low: string): boolean {
  const counts = Map.groupBy(low, (character) => character)
  return counts.size >= FEWEST_DIFFERENT && [...counts.values()].every((each) => each.length * 2 <= low.length)
}

/** The forms in which a common password is looked up: as typed, without what was put around it, and with signs back to letters or digits. */
export function plainForms(typed: string): readonly string[] {
  const low = typed.normalize('NFKC').toLowerCase()
  const core = low.replaceAll(/^[^a-z]+|[^a-z]+$/g, '')
  const cores = core.length * 2 > low.length ? [core, withLetters(core)] : []
  return [...new Set([low, withLetters(low), withDigits(low), ...cores])]
}
