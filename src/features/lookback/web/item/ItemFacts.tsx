import { Fact, Facts } from '#ui/page/Section.tsx'
import type { ItemReply } from '../../items.contract.ts'

/** What whoever goes out has to know: the finding, what was promised, who says that it is done. */
export function ItemFacts({ item }: { readonly item: ItemReply }) {
  const { row, wording, task, target, measures, people, declared, statement, lookback } = item
  const closure = [row.closureWords, row.closedOn].filter(Boolean).join('，')
  return (
    <Facts long>
      <Fact name="核查">{`${row.assignee ?? '未分派'}，${lookback.dueOn} 前`}</Fact>
      <Fact name="销号情况">{closure}</Fact>
      <Fact name="出处">{declared?.from}</Fact>
      <Fact name="牵头单位">{[row.lead, people === '' ? '' : `责任人 ${people}`].filter(Boolean).join('，')}</Fact>
      <Fact name="所在地">{row.place}</Fact>
      <Fact name="来源">{row.source}</Fact>
      <Fact name="反馈问题">{wording}</Fact>
      <Fact name="整改任务">{task === wording ? null : task}</Fact>
      <Fact name="整改目标">{target}</Fact>
      <Fact name="整改措施">
        {measures.map(({ no, text, doneOn }) => `${no}. ${text}${doneOn === null ? '' : `（${doneOn} 完成）`}`).join('\n')}
      </Fact>
      <Fact name="完成情况">{statement}</Fact>
    </Facts>
  )
}
