import { type ReactNode, useId } from 'react'
import styles from './field.module.css'

/** What every field has. */
export type FieldProps = {
  readonly label: string
  /** In a tool bar: the label is read out but not shown. */
  readonly labelHidden?: boolean
  /** How it is meant. */
  readonly help?: ReactNode
  /** What is wrong with it; takes the place of the help. */
  readonly error?: string | undefined
  readonly required?: boolean
  /** For its place only. */
  readonly className?: string | undefined
}
/** What the control of a field carries, so that label, help and error belong to it for screen readers, too. */
export type Control = {
  readonly id: string
  readonly 'aria-label': string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
  readonly 'aria-required': true | undefined
}
type Props = FieldProps & { readonly children: (control: Control) => ReactNode }

/** A label over one control; below it what is wrong or how it is meant. */
export function Field({ children, ...frame }: Props) {
  const id = useId()
  const { label, labelHidden = false, error, help, required = false, className } = frame
  const hasNote = error !== undefined || Boolean(help)
  return (
    <div className={placed(styles['field'], className)}>
      {!labelHidden && (
        <label htmlFor={id} className={styles['label']}>
          {label}
          {required && <Required />}
        </label>
      )}
      {children({
        id,
        'aria-label': label,
        'aria-describedby': hasNote ? `${id}-note` : undefined,
        'aria-invalid': error === undefined ? undefined : true,
        'aria-required': required || undefined,
      })}
      <Note id={`${id}-note`} error={error} help={help} />
    </div>
  )
}

/** The same over several controls that belong together: radio buttons, ticks, one's own combination. */
export function FieldGroup({ children, ...frame }: FieldProps & { readonly children: ReactNode }) {
  const id = useId()
  const { label, labelHidden = false, error, help, required = false, className } = frame
  return (
    <div className={placed(styles['field'], className)} role="group" aria-label={label} aria-describedby={`${id}-note`}>
      {!labelHidden && (
        <span className={styles['label']}>
          {label}
          {required && <Required />}
        </span>
      )}
      {children}
      <Note id={`${id}-note`} error={error} help={help} />
    </div>
  )
}

/** Fields side by side at a desk, one below the other on a phone. */
export const FieldColumns = ({ children }: { readonly children: ReactNode }) => <div className={styles['columns']}>{children}</div>

/** Fields one below the other, as in a dialog. */
export const FieldStack = ({ children }: { readonly children: ReactNode }) => <div className={styles['stack']}>{children}</div>

const Required = () => (
  <b className={styles['required']} aria-hidden="true" title="必填">
    *
  </b>
)

/** Below a control: what is wrong with it, or how it is meant. */
export function Note({ id, error, help }: Pick<FieldProps, 'error' | 'help'> & { readonly id: string }) {
  if (error !== undefined)
    return (
      <em id={id} className={styles['error']} role="alert">
        {error}
      </em>
    )
  return help ? (
    <em id={id} className={styles['help']}>
      {help}
    </em>
  ) : null
}

const placed = (own: string | undefined, className: string | undefined) => [own, className].filter(Boolean).join(' ')
