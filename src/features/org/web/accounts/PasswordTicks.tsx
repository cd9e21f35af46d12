import { type Shape, StatusIcon, type Tone } from '#ui/feedback/StatusIcon.tsx'
import { type PasswordRules, passwordChecks } from '../../domain/passwords.ts'
import styles from './sign-in.module.css'

type Props = {
  readonly typed: string
  readonly rules: PasswordRules
  /** What only the server can look at. */
  readonly others: readonly string[]
}

/** Every rule of a password, ticked while it is typed. */
export const PasswordTicks = ({ typed, rules, others }: Props) => (
  <ul className={styles['ticks']} aria-label="须符合">
    {passwordChecks(typed, rules).map(({ words, holds }) => (
      <Tick key={words} words={words} mark={typed === '' ? OPEN : holds ? FULFILLED : BROKEN} />
    ))}
    {others.map((words) => (
      <Tick key={words} words={`${words}（提交时核对）`} mark={OPEN} />
    ))}
  </ul>
)

type Mark = { readonly shape: Shape; readonly tone: Tone; readonly word: string }
const FULFILLED: Mark = { shape: 'check', tone: 'good', word: '符合' }
const BROKEN: Mark = { shape: 'dash', tone: 'warn', word: '不符合' }
const OPEN: Mark = { shape: 'ring', tone: 'muted', word: '' }

const Tick = ({ words, mark: { shape, tone, word } }: { readonly words: string; readonly mark: Mark }) => (
  <li data-tone={tone}>
    <StatusIcon shape={shape} tone={tone} />
    <span>
      {words}
      {word && <span className="ui-sr">：{word}</span>}
    </span>
  </li>
)
