import type { DocxBlock, DocxCell, DocxSpec, DocxTable } from '#kernel/docx-spec.ts'
import type { StepHolder } from '#kernel/rooms/closeout-steps.ts'
import { PURPOSE_WORDS, SIDE_WORDS } from '#kernel/rooms/evidence.ts'
import type { PaperFacts, PaperFile } from './paper-facts.ts'
import { caption, cycleWords, dayOr, fileNumbers, footOf, label, problemTable, signed, table, value } from './paper-words.ts'
import { dayInWords } from './report-words.ts'

/** 销号申请表 (rules.md R-59): what was to be done, what was done measure by measure and what proves it, and the opinions given so far. */
export function applicationPaper(facts: PaperFacts): DocxSpec {
  const { cycle } = facts
  return {
    title: `${facts.jurisdiction}生态环境问题整改销号申请表${cycleWords(facts)}`,
    foot: footOf(facts),
    blocks: [
      caption('一、问题基本情况'),
      problemTable(facts),
      caption('二、整改措施逐项完成情况'),
      measureTable(facts),
      caption('三、整改完成情况'),
      table(
        [16, 34, 16, 34],
        [
          [label('整改时限'), value(deadlineWords(facts)), label('完成时间'), { text: dayOr(cycle?.completedOn) }],
          [label('完成情况'), value(cycle?.statement, { span: 3, ...(!cycle && { blank: 6 }) })],
          [label('长效机制'), value(cycle?.lastingMechanism, { span: 3, ...(!cycle?.lastingMechanism && { blank: 4 }) })],
        ],
      ),
      caption('四、意见'),
      table(
        [16, 84],
        [
          opinionRow(facts, '责任单位\n意见', 'lead_head'),
          opinionRow(facts, '属地意见', 'territory_head'),
          opinionRow(facts, '包联领导\n意见', 'leader'),
        ],
      ),
      ...attachmentBlocks(facts),
    ],
  }
}

/** 整改措施逐项完成情况表 (rules.md R-58, no. 5): the same lines as in the application, with the index of evidence. */
export const measuresPaper = (facts: PaperFacts): DocxSpec => ({
  title: `${facts.jurisdiction}整改措施逐项完成情况及佐证索引${cycleWords(facts)}`,
  foot: footOf(facts),
  blocks: [caption(`${facts.no ? `${facts.no}　` : ''}${facts.title}`), measureTable(facts), ...attachmentBlocks(facts)],
})

const deadlineWords = ({ deadline, dueOn }: PaperFacts) => {
  const last = dueOn === null ? '' : `最后日期${dayInWords(dueOn)}`
  return deadline && last !== '' && !deadline.startsWith(dayInWords(dueOn ?? '')) ? `${deadline}（${last}）` : (deadline ?? last)
}

function measureTable({ measures, files }: PaperFacts): DocxTable {
  const center = { align: 'center' } as const
  const head = ['序号', '整改措施', '责任单位\n及时限', '完成情况', '佐证'].map((text) => label(text))
  const rows = measures.map(({ no, text, result, holder, deadline, doneOn, doneText, files: proof }): DocxCell[] => [
    { text: `${no}`, ...center },
    { text: result ? `${text}\n应见成果：${result}` : text },
    { text: [holder, deadline].filter((line) => line !== null && line !== '').join('\n') },
    { text: `${doneOn === null ? '' : `${dayInWords(doneOn)}完成。`}${doneText ?? ''}`, ...(!doneOn && !doneText && { blank: 2 }) },
    { text: fileNumbers(files, proof), ...center },
  ])
  const empty = [[{ text: '' }, { text: '', blank: 3 }, { text: '' }, { text: '' }, { text: '' }]]
  return table([8, 32, 18, 30, 12], [head, ...(rows.length === 0 ? empty : rows)], 1)
}

/** The opinion of the step whose holder this is, as it stands: a step that was sent back is open again. */
function opinionRow({ cycle, steps, files }: PaperFacts, name: string, holder: StepHolder): DocxCell[] {
  const keys = steps.filter((step) => step.kind === 'opinion' && step.holder === holder && step.state === 'passed').map(({ key }) => key)
  const opinion = cycle?.entries.findLast(({ step, act, verdict }) => keys.includes(step) && act === 'opinion' && verdict === 'agree')
  return [label(name), { text: opinion?.text ?? '', ...(!opinion && { blank: 3 }), sign: signed(opinion, files) }]
}

export const pagesOf = ({ kind, pages }: PaperFile) => (kind === 'image' ? '1' : pages === null ? '—' : `${pages}`)
/** What a file is, in few words: what it is for unless it is proof, before or after, what was said of it. */
export const contentOf = ({ purpose, side, note }: PaperFile) =>
  [purpose === 'proof' ? null : PURPOSE_WORDS[purpose], side === null ? null : SIDE_WORDS[side], note]
    .filter((text) => text !== null && text !== '')
    .join('；')
/** 措施1、3 */
export const measuresOfFile = ({ measures }: PaperFacts, id: string) => {
  const nos = measures.filter(({ files }) => files.includes(id)).map(({ no }) => no)
  return nos.length === 0 ? '' : `措施${nos.join('、')}`
}

/** 附件目录: every standing file of the cycle under the number it bears in the measures' lines. */
function attachmentBlocks(facts: PaperFacts): DocxBlock[] {
  const attached = filesOfPaper(facts)
  if (attached.length === 0) return []
  const head = ['编号', '名称', '内容', '对应措施', '页数', '材料日期'].map((text) => label(text))
  const center = { align: 'center' } as const
  const rows = attached.map((file): DocxCell[] => [
    { text: `${file.no}`, ...center },
    { text: file.name },
    { text: contentOf(file) },
    { text: measuresOfFile(facts, file.id), ...center },
    { text: pagesOf(file), ...center },
    { text: (file.takenAt ?? file.effectiveOn ?? '').slice(0, 10), ...center },
  ])
  return [caption(`附件目录（佐证材料 ${attached.length} 件）`), table([8, 30, 26, 11, 8, 17], [head, ...rows], 1)]
}

/** Files of this cycle, and those of an earlier one that prove something in it. */
const filesOfPaper = ({ files, measures, cycleNo }: PaperFacts) => {
  const proof = new Set(measures.flatMap((measure) => measure.files))
  return files.filter((file) => file.takenDown === null && (file.cycle === cycleNo || proof.has(file.id)))
}
