import type { Control } from './Field.tsx'
import styles from './field.module.css'

/** Stands for a field whose part of the program is on its way. */
export const Waiting = ({ control, words }: { readonly control: Control; readonly words: string }) => (
  <input {...control} className={styles['waiting']} disabled placeholder={words} />
)
