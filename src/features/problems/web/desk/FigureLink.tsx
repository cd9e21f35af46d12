import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Figure } from '../../desk.contract.ts'
import styles from './desk.module.css'

type Props = { readonly figure: Figure; readonly children?: ReactNode; readonly className?: string | undefined }

/** A count that opens the rows it counts; nothing to open where it is 0. */
export function FigureLink({ figure: { count, query }, children = count, className }: Props) {
  if (count === 0) return <span className={className ?? styles['none']}>{children}</span>
  return (
    <Link to="/ledger" search={query} className={className ?? styles['figure']}>
      {children}
    </Link>
  )
}
