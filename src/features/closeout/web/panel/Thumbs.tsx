import type { MatterId } from '#kernel/rooms/matters.ts'
import { EvidenceThumbs } from '#features/evidence/web/gallery/EvidenceThumbs.tsx'
import styles from './panel.module.css'

type Props = {
  readonly problemId: MatterId
  readonly ids: readonly string[]
  /** What is said where there is none. */
  readonly none?: string
}

/** Files of the problem as small pictures, or a word where there are none. */
export const Thumbs = ({ problemId, ids, none }: Props) =>
  ids.length === 0 ? (
    none !== undefined && <p className="ui-quiet">{none}</p>
  ) : (
    <div className={styles['thumbs']}>
      <EvidenceThumbs matterId={problemId} ids={ids} />
    </div>
  )
