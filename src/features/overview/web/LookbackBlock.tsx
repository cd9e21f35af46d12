import { Link } from '@tanstack/react-router'
import { useCan } from '#features/org/web/current-user.ts'
import type { OfficerDesk } from '../overview.contract.ts'
import { FigureLink } from './FigureLink.tsx'

/** How far the closures that older ledgers declare have been looked at again; they are never counted as closed here. */
export function LookbackBlock({ lookback: { declared, verified, inHand, unlooked, dueSoon } }: Pick<OfficerDesk, 'lookback'>) {
  const manages = useCan('lookback.manage')
  if (declared.count === 0 && inHand + dueSoon === 0) return null
  return (
    <section className="ov-group" aria-label="“回头看”">
      <h2>
        “回头看”
        <Link to="/lookback" className="ov-open">
          打开“回头看”
        </Link>
      </h2>
      <p className="ov-fine">
        原台账载明完成或销号 <FigureLink figure={declared} /> 项 = 已核实 {verified} + 核查中{' '}
        {inHand === 0 ? (
          0
        ) : (
          <Link to="/lookback" className="ov-figure">
            {inHand}
          </Link>
        )}{' '}
        + 未核实{' '}
        {unlooked > 0 && manages ? (
          <Link to="/lookback/new" className="ov-figure">
            {unlooked}
          </Link>
        ) : (
          unlooked
        )}
      </p>
      {dueSoon > 0 && (
        <p className="ov-fine">
          即将到期或已逾期、尚未处理的{' '}
          <Link to="/lookback" className="ov-figure">
            {dueSoon}
          </Link>{' '}
          项
        </p>
      )}
    </section>
  )
}
