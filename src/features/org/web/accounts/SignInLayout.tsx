import type { ReactNode } from 'react'
import './sign-in.css'

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
    <div className="gate">
      <header className="gate-side">
        <Ring />
        <div>
          <h1>闭环</h1>
          {place && <p className="place">{place}</p>}
          <p className="what">生态环境保护督察整改工作平台</p>
        </div>
        <p className="foot">一件事项，一个责任人，一个期限，一份佐证。</p>
      </header>
      <main className="gate-body">
        <div className={wide ? 'gate-form wide' : 'gate-form'}>
          <h2>{title}</h2>
          {intro && <div className="ui-quiet">{intro}</div>}
          {children}
        </div>
      </main>
    </div>
  )
}

/** A ring that closes: the product's name as a figure. */
const Ring = () => (
  <svg className="gate-ring" viewBox="0 0 200 200" fill="none" stroke="currentColor" strokeLinecap="round" aria-hidden="true">
    <path d="M130 26.6a80 80 0 1 1-60 0" strokeWidth="9" />
    <circle cx="100" cy="100" r="54" strokeWidth="3" />
    <circle cx="100" cy="20" r="6" fill="currentColor" stroke="none" />
  </svg>
)
