import type { ReactNode } from 'react'
import styles from './sign-in.module.css'

type Props = {
  readonly place: string | null
  readonly title: string
  readonly intro?: ReactNode
  readonly wide?: boolean
  readonly children: ReactNode
}

/** The pages one sees before one is in. */
export function SignInLayout({ place, title, intro, wide = false, children }: Props) {
  return (
    <div className={styles['gate']}>
      <header className={styles['side']}>
        <Ring />
        <div>
          <h1>闭环</h1>
          {place && <p className={styles['place']}>{place}</p>}
          <p className={styles['what']}>生态环境保护督察整改工作平台</p>
        </div>
        <p className={styles['foot']}>一件事项，一个责任人，一个期限，一份佐证。</p>
      </header>
      <main className={styles['body']}>
        <div className={wide ? `${styles['content']} ${styles['wide']}` : styles['content']}>
          <h2>{title}</h2>
          {intro && <div className={`${styles['intro']} ui-quiet`}>{intro}</div>}
          {children}
        </div>
      </main>
    </div>
  )
}

/** A ring that closes: the product's name as a figure. */
const Ring = () => (
  <svg className={styles['ring']} viewBox="0 0 200 200" fill="none" stroke="currentColor" strokeLinecap="round" aria-hidden="true">
    <path d="M130 26.6a80 80 0 1 1-60 0" strokeWidth="9" />
    <circle cx="100" cy="100" r="54" strokeWidth="3" />
    <circle cx="100" cy="20" r="6" fill="currentColor" stroke="none" />
  </svg>
)
