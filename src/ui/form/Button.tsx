import type { MouseEvent, ReactNode, Ref } from 'react'
import { useReason } from '../feedback/Reason.tsx'
import styles from './button.module.css'

export type ButtonLook = {
  /** `text`: a word in running text that acts. `icon`: one sign; say in `label` what it does. */
  readonly variant?: 'default' | 'primary' | 'text' | 'danger' | 'icon'
  /** `large`: what ends a form. */
  readonly size?: 'medium' | 'large'
  /** For its place only (margin, order, flex); never for its look. */
  readonly className?: string | undefined
}
export type ButtonProps = ButtonLook & {
  readonly children: ReactNode
  readonly onClick?: ((event: MouseEvent<HTMLButtonElement>) => void) | undefined
  readonly type?: 'button' | 'submit'
  /** Under way: it turns and takes no second press. */
  readonly loading?: boolean
  /** Off, where the screen already says why. */
  readonly disabled?: boolean | undefined
  /** Off, and why, in words: shown when it is pointed at, focused or pressed, and read out. null and undefined: it may be pressed. */
  readonly whyNot?: string | null | undefined
  /** What a screen reader calls it where its words are not enough. */
  readonly label?: string | undefined
  readonly title?: string | undefined
  /** Stays pressed: a switch. */
  readonly pressed?: boolean
  readonly expanded?: boolean
  readonly hasPopup?: 'dialog' | 'menu'
  readonly autoFocus?: boolean
  /** -1 inside a table, whose cells are reached by arrows and F2. */
  readonly tabIndex?: number
  readonly ref?: Ref<HTMLButtonElement>
}

/** How a button looks, for links that look like one. */
export const buttonClass = ({ variant = 'default', size = 'medium', className }: ButtonLook): string =>
  [variant === 'text' ? styles['text'] : styles['button'], styles[variant], size === 'large' && styles['large'], className]
    .filter(Boolean)
    .join(' ')

/** The house's button. One that is off for a reason stays reachable by keyboard and says the reason. */
export function Button(props: ButtonProps) {
  const { children, onClick, type = 'button', loading = false, disabled = false, whyNot, label, title, autoFocus, tabIndex, ref } = props
  const reason = useReason(whyNot || undefined)
  const isOff = loading || Boolean(whyNot)
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (!isOff) return onClick?.(event)
    event.preventDefault() // a submit button that is off sends nothing
    reason.show(event.currentTarget)
  }
  return (
    <>
      {/* oxlint-disable-next-line react/button-has-type -- one of the two that are allowed */}
      <button
        ref={ref}
        type={type}
        className={buttonClass(props)}
        disabled={disabled}
        aria-disabled={isOff || undefined}
        aria-busy={loading || undefined}
        aria-label={label}
        aria-pressed={props.pressed}
        aria-expanded={props.expanded}
        aria-haspopup={props.hasPopup}
        title={title}
        autoFocus={autoFocus}
        tabIndex={tabIndex}
        onClick={press}
        {...reason.on}
      >
        {loading && <i className={styles['turning']} aria-hidden="true" />}
        {children}
      </button>
      {reason.tooltip}
    </>
  )
}
