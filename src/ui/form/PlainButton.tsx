import type { ButtonHTMLAttributes, Ref } from 'react'

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> & {
  readonly ref?: Ref<HTMLButtonElement>
  readonly [data: `data-${string}`]: string | boolean | number | undefined
}

/** Something to press that does not look like a button: a picture, a row of a list, a figure. Its place gives it its look. */
export const PlainButton = (props: Props) => <button type="button" {...props} />
