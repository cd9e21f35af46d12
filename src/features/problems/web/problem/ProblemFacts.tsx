import { PAGE_FACTS, factTitle } from '../../domain/facts.ts'
import { factText } from '../../domain/ledger-line.ts'
import type { ProblemReply } from '../../problems.contract.ts'
import { Fact, Facts, Section } from '#ui/page/Section.tsx'

/** What was found, in the words of those who found it, and what is to come of it. */
export function ProblemFacts({ problem: { row } }: { readonly problem: ProblemReply }) {
  return (
    <Section title="问题与目标">
      <Facts long>
        {PAGE_FACTS.map((key) => (
          <Fact key={key} name={factTitle(key)}>
            {factText(row, key) || (key === 'target' && '未填写')}
          </Fact>
        ))}
      </Facts>
    </Section>
  )
}
