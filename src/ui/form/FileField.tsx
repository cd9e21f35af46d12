import { type ReactNode, type Ref, useId } from 'react'
import { buttonClass } from './Button.tsx'
import { Note } from './Field.tsx'
import styles from './field.module.css'

type Props = {
  /** The words of the button. */
  readonly label: string
  readonly onFiles: (files: File[]) => void
  /** As the browser's file chooser takes it: '.xlsx,.docx', 'image/*' */
  readonly accept?: string
  readonly multiple?: boolean
  /** The camera at the back of a phone, instead of its files. */
  readonly camera?: boolean
  readonly disabled?: boolean
  readonly variant?: 'default' | 'primary'
  /** As wide as its place: for a thumb. */
  readonly wide?: boolean
  readonly help?: ReactNode
  readonly error?: string | undefined
  readonly ref?: Ref<HTMLInputElement>
}

/** A button that opens the file chooser. The same file may be chosen again. */
export function FileField(props: Props) {
  const { label, onFiles, accept, multiple, camera, disabled, variant = 'default', wide, help, error, ref } = props
  const id = useId()
  return (
    <span className={styles['field']}>
      <label className={`${buttonClass({ variant })} ${styles[wide ? 'wideFile' : 'file']}`} aria-disabled={disabled || undefined}>
        {label}
        <input
          ref={ref}
          type="file"
          className="ui-sr"
          aria-label={label}
          aria-describedby={`${id}-note`}
          accept={accept}
          multiple={multiple}
          {...(camera && { capture: 'environment' as const })}
          disabled={disabled}
          onChange={(event) => {
            onFiles([...(event.target.files ?? [])])
            event.target.value = ''
          }}
        />
      </label>
      <Note id={`${id}-note`} error={error} help={help} />
    </span>
  )
}
