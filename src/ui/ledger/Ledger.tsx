import { useEffect, useMemo, useState } from 'react'
import { EmptyState, ErrorBanner, ErrorState } from '../feedback/states.tsx'
import { useRemembered } from '../useRemembered.ts'
import { Bar } from './Bar.tsx'
import { Cards } from './Cards.tsx'
import { Foot } from './Foot.tsx'
import { Grid } from './Grid.tsx'
import './ledger.css'
import { frozenFirst } from './model/layout.ts'
import type { LedgerProps } from './types.ts'
import { NARROW, useMedia } from '../useMedia.ts'

const SLOW_MS = 1000

/** The house's table: a page of rows with a cell cursor, copy, paste, ticks, frozen columns; cards on a narrow screen. */
export function Ledger<Row>(props: LedgerProps<Row>) {
  const { name, label, columns, visibleKeys, rows, loading = false, error, onRetry, selection } = props
  const narrow = useMedia(NARROW)
  const slow = useSlow(loading)
  const [wrap, setWrap] = useRemembered(`ledger.${name}.wrap`, false)
  const [note, setNote] = useState('')
  const visible = useMemo(
    () => frozenFirst(columns.filter((column) => column.frozen || !visibleKeys || visibleKeys.includes(column.key))),
    [columns, visibleKeys],
  )
  const Body = narrow ? Cards : Grid
  return (
    <section className={wrap ? 'lg wrap' : 'lg'} aria-label={label} aria-busy={loading}>
      <Bar {...props} wrap={wrap} onWrap={setWrap} narrow={narrow} />
      {error !== undefined && rows.length > 0 && <ErrorBanner message={`${error}。以下是上次读到的内容`} onRetry={onRetry} />}
      <div className="lg-frame">
        <div className="lg-progress" hidden={!loading} />
        {rows.length > 0 ? <Body {...props} columns={visible} onNote={setNote} /> : <Nothing {...props} />}
      </div>
      <Foot {...props} picked={selection?.size ?? 0} note={slow ? '网络较慢，仍在读取…' : note} narrow={narrow} />
    </section>
  )
}

function Nothing<Row>({ loading = false, error, onRetry, empty }: LedgerProps<Row>) {
  if (error !== undefined) return <ErrorState message={error} onRetry={onRetry} />
  if (loading) return <div className="lg-waiting">正在读取…</div>
  return empty ?? <EmptyState title="没有符合条件的事项" />
}

/** True once loading has lasted a second: time to say that it is the network. */
function useSlow(loading: boolean): boolean {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    if (!loading) return undefined
    const timer = setTimeout(() => setSlow(true), SLOW_MS)
    return () => {
      clearTimeout(timer)
      setSlow(false)
    }
  }, [loading])
  return slow
}
