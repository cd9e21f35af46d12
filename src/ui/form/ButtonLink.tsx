import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes } from 'react'
import { type ButtonLook, buttonClass } from './Button.tsx'

type Props = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'className'> & ButtonLook

const Anchor = ({ variant, size, className, ...rest }: Props) => (
  <a {...rest} className={buttonClass({ ...(variant && { variant }), ...(size && { size }), className })} />
)

/** A link to another page that looks like a button: `to`, `params` and `search` as the router's own. */
export const ButtonLink = createLink(Anchor)
