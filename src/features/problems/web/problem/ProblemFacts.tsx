import type { ProblemReply } from '../../problems.contract.ts'
import { Fact, Section } from '#ui/page/Section.tsx'

/** What was found, in the words of those who found it, and what is to come of it. */
export function ProblemFacts({ problem: { row, category } }: { readonly problem: ProblemReply }) {
  return (
    <Section title="问题与目标">
      <dl className="pb-facts long">
        <Fact name="反馈问题">{row.wording}</Fact>
        <Fact name="整改任务">{row.task}</Fact>
        <Fact name="具体点位">{row.point}</Fact>
        <Fact name="所在地">{row.region}</Fact>
        <Fact name="问题分类">{category}</Fact>
        <Fact name="问题类型">{row.types.join('、')}</Fact>
        <Fact name="整改目标">{row.target ?? '未填写'}</Fact>
        <Fact name="整改进展">{row.progressText}</Fact>
        <Fact name="备注">{row.remark}</Fact>
      </dl>
    </Section>
  )
}
