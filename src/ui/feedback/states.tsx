import type { ReactNode } from 'react'
import { Button } from '../form/Button.tsx'
import { StatusIcon, type Shape, type Tone } from './StatusIcon.tsx'
import '../parts.css'

type NoteProps = { readonly title: string; readonly children?: ReactNode }

/** Nothing to show, and what to do next (children: text, buttons, links). */
export function EmptyState({ title, children }: NoteProps) {
  return <Note title={title} shape="ring" tone="muted" body={children} />
}

/** What went wrong in the server's own words, with another try where one makes sense. */
export function ErrorState({ message, onRetry }: { readonly message: string; readonly onRetry?: (() => void) | undefined }) {
  return (
    <div role="alert">
      <Note title="没有读到内容" shape="triangle" tone="alarm" body={<p>{message}</p>} act={onRetry && <Retry onRetry={onRetry} />} />
    </div>
  )
}

type BandProps = {
  readonly shape: Shape
  readonly tone: Tone
  /** Buttons: what can be done about it. */
  readonly act?: ReactNode
  readonly children: ReactNode
}

/** Something that has to be known before one goes on, above what it is about. */
export const NoticeBand = ({ shape, tone, act, children }: BandProps) => (
  <div className="ui-band" data-tone={tone} role="alert">
    <StatusIcon shape={shape} tone={tone} />
    <span>{children}</span>
    {act}
  </div>
)

/** What went wrong, in one line above content that is still shown. */
export function ErrorBanner({ message, onRetry }: { readonly message: string; readonly onRetry?: (() => void) | undefined }) {
  return (
    <NoticeBand shape="triangle" tone="alarm" act={onRetry && <Retry onRetry={onRetry} />}>
      {message}
    </NoticeBand>
  )
}

const Retry = ({ onRetry }: { readonly onRetry: () => void }) => <Button onClick={onRetry}>重试</Button>

type NoteParts = { readonly title: string; readonly shape: Shape; readonly tone: Tone; readonly body?: ReactNode; readonly act?: ReactNode }
const Note = ({ title, shape, tone, body, act }: NoteParts) => (
  <div className="ui-note">
    <StatusIcon shape={shape} tone={tone} />
    <h3>{title}</h3>
    {body}
    {act}
  </div>
)

type ProgressBarProps = {
  /** 正在读入第 3 张表 */
  readonly text: string
  /** Both absent while nobody knows how much there is. */
  readonly done?: number
  readonly total?: number
  readonly onCancel?: () => void
}

/** Long work under way: what it is doing, how far it is, and a way out. */
export function ProgressBar({ text, done, total, onCancel }: ProgressBarProps) {
  const known = done !== undefined && total !== undefined && total > 0
  const percent = known ? Math.floor((100 * Math.min(done, total)) / total) : undefined
  return (
    <div className="ui-working" role="status">
      <span>{text}</span>
      <div
        className={known ? 'ui-track' : 'ui-track unknown'}
        role="progressbar"
        aria-label={text}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <i style={known ? { width: `${percent}%` } : undefined} />
      </div>
      {known && (
        <span className="ui-quiet">
          {done} / {total}（{percent}%）
        </span>
      )}
      {onCancel && <Button onClick={onCancel}>取消</Button>}
    </div>
  )
}
