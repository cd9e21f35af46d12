import { useState } from 'react'
import { PARTS, PART_WORDS } from '#kernel/rooms/matters.ts'
import type { ProblemReply } from '../../problems.contract.ts'
import { Section } from '#ui/page/Section.tsx'
import { Button } from '#ui/form/Button.tsx'
import lines from './named-lines.module.css'
import styles from './Responsibility.module.css'

type Holder = ProblemReply['holders'][number]

/** Who holds which part now, and on demand who held it before, from when to when. */
export function Responsibility({ holders }: { readonly holders: readonly Holder[] }) {
  const [whole, setWhole] = useState(false)
  const past = holders.filter(({ to }) => to !== null)
  return (
    <Section title="责任链">
      <table className={lines['lines']}>
        <tbody>
          {PARTS.map((part) => {
            const held = holders.filter((holder) => holder.part === part)
            const visible = held.filter(({ to }) => whole || to === null)
            return <PartRow key={part} word={PART_WORDS[part]} holders={visible} />
          })}
        </tbody>
      </table>
      {past.length > 0 && (
        <Button variant="text" className="ui-no-print" expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? '只看现任' : `看历任（${past.length}）`}
        </Button>
      )}
    </Section>
  )
}

const PartRow = ({ word, holders }: { readonly word: string; readonly holders: readonly Holder[] }) => (
  <tr>
    <th scope="row">{word}</th>
    <td>
      {holders.length === 0 && <span className="ui-quiet">未明确</span>}
      {holders.map((holder) => (
        <div key={`${holder.name} ${holder.from} ${holder.to}`} className={holder.to === null ? undefined : 'ui-quiet'}>
          {holder.name}
          {holder.phone && <span className={styles['phone']}>{holder.phone}</span>}
          <span className={styles['since']}>{holder.to === null ? `${holder.from} 起` : `${holder.from} 至 ${holder.to}`}</span>
        </div>
      ))}
    </td>
  </tr>
)
