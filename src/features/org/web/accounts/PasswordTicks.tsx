import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
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
  <ul className={styles['ticks']} aria-label="密码要求">
    {passwordChecks(typed, rules).map(({ words, holds }) => (
      <li key={words}>
        {holds ? (
          <StatusWord word={words} shape="check" tone="good" />
        ) : (
          <StatusWord word={words} shape={typed === '' ? 'ring' : 'dash'} tone={typed === '' ? 'muted' : 'warn'} />
        )}
      </li>
    ))}
    {others.map((words) => (
      <li key={words}>
        <StatusWord word={`${words}（提交时核对）`} shape="ring" tone="muted" />
      </li>
    ))}
  </ul>
)
