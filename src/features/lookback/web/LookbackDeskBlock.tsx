import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useCan } from '#features/org/web/current-user.ts'
import { FigureLink } from '#features/problems/web/desk/FigureLink.tsx'
import { ErrorBanner } from '#ui/feedback/states.tsx'
import { Section } from '#ui/page/Section.tsx'
import { declaredFiguresQuery } from './lookback-queries.ts'

/** How far the closures that older ledgers declare have been looked at again; they are never counted as closed here. */
export function LookbackDeskBlock() {
  const manages = useCan('lookback.manage')
  const { data, error, refetch } = useQuery(declaredFiguresQuery)
  if (!data) return error ? <ErrorBanner message={error.message} onRetry={() => void refetch()} /> : null
  const { declared, verified, inHand, unlooked, dueSoon } = data
  if (declared.count === 0 && inHand + dueSoon === 0) return null
  return (
    <Section title="“回头看”" note={<Link to="/lookback">打开“回头看”</Link>}>
      <p>
        原台账载明完成或销号 <FigureLink figure={declared} /> 项 = 已核实 {verified} + 核查中{' '}
        {inHand === 0 ? 0 : <Link to="/lookback">{inHand}</Link>} + 未核实{' '}
        {unlooked > 0 && manages ? <Link to="/lookback/new">{unlooked}</Link> : unlooked}
      </p>
      {dueSoon > 0 && (
        <p>
          即将到期或已逾期、尚未处理的 <Link to="/lookback">{dueSoon}</Link> 项
        </p>
      )}
    </Section>
  )
}
