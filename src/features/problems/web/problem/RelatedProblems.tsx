import { Link } from '@tanstack/react-router'
import { LEVEL_WORDS } from '#kernel/rooms/problems-tables.ts'
import type { ProblemReply } from '../../problems.contract.ts'
import { Section } from '#ui/page/Section.tsx'
import lines from './named-lines.module.css'
import styles from './RelatedProblems.module.css'

type Related = ProblemReply['related'][number]

const RELATIONS = [
  { relation: 'parent', words: '上级事项' },
  { relation: 'child', words: '由此分解' },
  { relation: 'same-source-row', words: '原表同一行' },
  { relation: 'same-place', words: '同一地点' },
] as const satisfies readonly { relation: Related['relation']; words: string }[]

/** What it was split from, what was split from it, and what lies at the same place. */
export function RelatedProblems({ related }: { readonly related: readonly Related[] }) {
  if (related.length === 0) return null
  return (
    <Section title="相关事项" note={`${related.length} 项`}>
      <table className={`${lines['lines']} ${styles['related']}`}>
        <tbody>
          {RELATIONS.flatMap(({ relation, words }) =>
            related
              .filter((one) => one.relation === relation)
              .map((one, i) => (
                <tr key={`${relation} ${one.id}`}>
                  <th scope="row">{i === 0 && words}</th>
                  <td>
                    <Link className={styles['link']} to="/problems/$problemId" params={{ problemId: one.id }} title={one.title}>
                      <span className={styles['no']}>{one.no ?? LEVEL_WORDS[one.level]}</span>
                      {one.title}
                    </Link>
                  </td>
                </tr>
              )),
          )}
        </tbody>
      </table>
    </Section>
  )
}
