import { QueueBrief } from '#features/closeout/web/queue/QueueBrief.tsx'
import { useCurrentUser } from '#features/org/web/current-user.ts'
import { OfficerDesk } from './OfficerDesk.tsx'
import { OwnDesk } from './OwnDesk.tsx'
import './overview.css'

/** The first page after log-in: one's own work by clock, and the office's worklists for those who keep the ledger. */
export function DeskPage() {
  const { roles, actions } = useCurrentUser()
  const isOffice = actions.includes('desk.officer')
  const works = roles.some((role) => role === 'handler' || role === 'head' || role === 'leader' || role === 'verifier')
  return (
    <div className="ov-page">
      {actions.includes('closeout.view') && <QueueBrief />}
      {isOffice && <OfficerDesk />}
      {(works || !isOffice) && <OwnDesk title={isOffice ? '我本人的事项' : '我的工作台'} />}
    </div>
  )
}
