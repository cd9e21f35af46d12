import 'antd/dist/reset.css'
import { type ComponentType, type ReactNode, useState } from 'react'
import { ToastPlace } from './feedback/Toast.tsx'
import './parts.css'
import './shell.css'
import './theme.css'
import { useRemembered } from './useRemembered.ts'

/** What every page stands in: colours, fonts and the place of short messages. Controls of antd bring theirs along: the log-in page has none. */
export const House = ({ children }: { readonly children: ReactNode }) => (
  <>
    {children}
    <ToastPlace />
  </>
)

export type NavItem = {
  /** The heading it stands under. */
  readonly group: string
  readonly to: string
  readonly title: string
  /** Two to four characters, for the bar at the foot of a phone. */
  readonly short: string
  readonly icon: ReactNode
  readonly isCurrent: boolean
}
export type NavLink = ComponentType<{
  readonly to: string
  readonly className: string
  readonly isCurrent: boolean
  readonly title: string
  readonly children: ReactNode
}>
type Props = {
  readonly place: string
  readonly items: readonly NavItem[]
  /** How a link is drawn: the application's router, which this folder does not know. */
  readonly link: NavLink
  /** Between the two on top: what may be done from every page. */
  readonly head?: ReactNode
  /** Name, roles and what can be done about one's account. */
  readonly account: ReactNode
  readonly children: ReactNode
}

const IN_BAR = 4

/** The frame of the application: on top whose it is and who is here; at the left (on a phone at the foot) where one may go. */
export function Shell({ place, items, link, head, account, children }: Props) {
  const [narrow, setNarrow] = useRemembered('nav-narrow', false)
  return (
    <div className="sh" data-narrow={narrow}>
      <a className="sh-skip" href="#main">
        跳到正文
      </a>
      <header className="sh-head ui-no-print">
        <span className="sh-brand">闭环</span>
        <span className="sh-place">{place}</span>
        <div className="sh-tools">{head}</div>
        <div className="sh-account">{account}</div>
      </header>
      <nav className="sh-side ui-no-print" aria-label="主导航">
        <div className="sh-groups">
          {[...Map.groupBy(items, ({ group }) => group)].map(([group, within]) => (
            <section key={group} aria-label={group}>
              <h2>{group}</h2>
              <ul>
                {within.map((item) => (
                  <li key={item.to}>
                    <Item item={item} as={link} words={item.title} />
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
        <button
          type="button"
          className="sh-fold"
          aria-pressed={narrow}
          title={narrow ? '展开导航' : '收起导航'}
          onClick={() => setNarrow(!narrow)}
        >
          <Chevrons />
          <span>{narrow ? '展开' : '收起'}</span>
        </button>
      </nav>
      <main id="main" className="sh-main" tabIndex={-1}>
        {children}
      </main>
      <Foot items={items} link={link} />
    </div>
  )
}

function Item({ item, as: Link, words }: { readonly item: NavItem; readonly as: NavLink; readonly words: string }) {
  return (
    <Link to={item.to} className="sh-item" isCurrent={item.isCurrent} title={item.title}>
      <i aria-hidden="true">{item.icon}</i>
      <span>{words}</span>
    </Link>
  )
}

const Chevrons = () => (
  <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.5">
    <path d="M7.5 3.5 3 8l4.5 4.5M12.5 3.5 8 8l4.5 4.5" />
  </svg>
)

/** The bar of a phone: the first few, the rest behind 更多. */
function Foot({ items, link }: Pick<Props, 'items' | 'link'>) {
  const here = items.find(({ isCurrent }) => isCurrent)?.to ?? ''
  const [openAt, setOpenAt] = useState<string>()
  const open = openAt === here // going anywhere closes it
  const setOpen = (next: boolean) => setOpenAt(next ? here : undefined)
  const [first, rest] = items.length > IN_BAR + 1 ? [items.slice(0, IN_BAR), items.slice(IN_BAR)] : [items, []]
  return (
    <nav className="sh-foot ui-no-print" aria-label="底部导航">
      {open && <button type="button" className="sh-veil" aria-label="收起更多" onClick={() => setOpen(false)} />}
      {open && (
        <div className="sh-more">
          {rest.map((item) => (
            <Item key={item.to} item={item} as={link} words={item.title} />
          ))}
        </div>
      )}
      {first.map((item) => (
        <Item key={item.to} item={item} as={link} words={item.short} />
      ))}
      {rest.length > 0 && (
        <button
          type="button"
          className="sh-item"
          aria-expanded={open}
          data-current={rest.some(({ isCurrent }) => isCurrent)}
          onClick={() => setOpen(!open)}
        >
          <i aria-hidden="true">
            <svg viewBox="0 0 16 16" width="1em" height="1em" fill="currentColor">
              <path d="M3 6.7a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6Zm5 0a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6Zm5 0a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6Z" />
            </svg>
          </i>
          <span>更多</span>
        </button>
      )}
    </nav>
  )
}
