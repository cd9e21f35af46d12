import type { ButtonHTMLAttributes, Ref, TextareaHTMLAttributes } from 'react'

type Data = { readonly [data: `data-${string}`]: string | boolean | number | undefined }
type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> & Data & { readonly ref?: Ref<HTMLButtonElement> }

/** Something to press that does not look like a button: a picture, a row of a list, a figure. Its place gives it its look. */
export const PlainButton = (props: Props) => <button type="button" {...props} />

/** A text that is a cell of a table and looks like it; its place gives it its look. */
export const PlainTextArea = (props: TextareaHTMLAttributes<HTMLTextAreaElement> & Data) => <textarea {...props} />
