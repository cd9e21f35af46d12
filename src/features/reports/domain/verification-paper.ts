import type { DocxBlock, DocxCell, DocxSpec } from '#kernel/docx-spec.ts'
import type { PaperEntry, PaperFacts, PaperPerson, PaperVerification } from './paper-facts.ts'
import { BLANK_DAY, caption, cycleWords, fileNumbers, footOf, label, moment, problemTable, signed, table, value } from './paper-words.ts'

/** Verifications of the cycle that stand, in their order. */
export const verificationsOf = ({ cycle }: PaperFacts) => cycle?.entries.filter(({ verification }) => verification !== null) ?? []

/**
 * 现场核查（验收）表 (rules.md R-59) of one verification; without one the form to take along: problem, measures and proof are filled in, the rest
 * has lines for a hand.
 */
export function verificationPaper(facts: PaperFacts, entry?: PaperEntry): DocxSpec {
  const found = entry?.verification ?? null
  return {
    title: `${facts.jurisdiction}生态环境问题整改现场核查（验收）表${cycleWords(facts)}`,
    foot: footOf(facts),
    blocks: [
      caption('一、问题基本情况'),
      problemTable(facts),
      caption('二、核查时间、地点和人员'),
      table(
        [16, 84],
        [
          [label('核查时间'), { text: found ? `${moment(found.from)}至${moment(found.to)}` : BLANK_TIME }],
          [label('核查地点'), value(found?.place)],
        ],
      ),
      ...members(found, facts.verifiersMin),
      caption('三、逐项核查'),
      lines(facts, found),
      caption('四、走访、监测和结论'),
      table([16, 84], [...(found ? surroundings(facts, found) : NO_SURROUNDINGS), [label('核查结论'), conclusion(facts, entry)]]),
    ],
  }
}

const BLANK_TIME = `${BLANK_DAY}　　时　　分至　　时　　分`

const surroundings = ({ files }: PaperFacts, { residents, monitoring, photoIds }: PaperVerification): DocxCell[][] => [
  [label('走访群众\n情况'), value(residents)],
  [label('监测结果'), { text: monitoring ?? '未监测' }],
  [label('现场照片'), { text: fileNumbers(files, photoIds) || '无' }],
]
const NO_SURROUNDINGS: DocxCell[][] = [
  [label('走访群众\n情况'), { text: '', blank: 4 }],
  [label('监测结果'), { text: '', blank: 2 }],
  [label('现场照片'), { text: '', blank: 1 }],
]

/** Each signs beside the name; an empty form has at least three lines. */
function members(found: PaperVerification | null, least: number): DocxBlock[] {
  const people: readonly (PaperPerson | null)[] = found?.members ?? Array.from({ length: Math.max(3, least) }, () => null)
  const head = ['姓名', '单位', '职务', '本人签字'].map((text) => label(text))
  const rows = people.map((person): DocxCell[] => [
    { text: person?.name ?? '', align: 'center' },
    { text: person?.unit ?? '' },
    { text: person?.post ?? '' },
    { text: '' },
  ])
  return [caption(`核查组成员（不少于 ${least} 人，均不得是办理人）`), table([18, 38, 20, 24], [head, ...rows], 1)]
}

function lines({ measures, files }: PaperFacts, found: PaperVerification | null) {
  const head = ['序号', '整改措施', '提交佐证', '核查结论', '说明及采信佐证'].map((text) => label(text))
  const lineOf = new Map(found?.lines.map((line) => [line.measureId, line]))
  const rows = measures.map(({ id, no, text, files: proof }): DocxCell[] => {
    const line = lineOf.get(id)
    const accepted = line === undefined ? '' : fileNumbers(files, line.acceptedIds)
    const remark = [line?.remark ?? '', accepted === '' ? '' : `采信${accepted}`].filter((part) => part !== '').join('\n')
    return [
      { text: `${no}`, align: 'center' },
      { text },
      { text: fileNumbers(files, proof), align: 'center' },
      { text: line === undefined ? '□ 认可\n□ 不认可' : line.verdict === 'accepted' ? '认可' : '不认可', align: 'center' },
      { text: remark, ...(line === undefined && { blank: 2 }) },
    ]
  })
  const empty = Array.from({ length: 3 }, (): DocxCell[] => ['', '', '', '□ 认可\n□ 不认可', ''].map((text) => ({ text })))
  return table([8, 36, 14, 14, 28], [head, ...(rows.length === 0 ? empty : rows)], 1)
}

function conclusion({ files }: PaperFacts, entry: PaperEntry | undefined): DocxCell {
  if (!entry?.verification)
    return {
      text: '□ 通过　　□ 不通过　　□ 限期补正（补正期限：' + BLANK_DAY.trim() + '）',
      blank: 4,
      sign: ['核查组组长签字：　　　　　　　', '验收单位（盖章）：　　　　　　　', BLANK_DAY],
    }
  return {
    text: `${entry.verdict === 'fail' ? '不通过' : '通过'}。${entry.verification.text}`,
    sign: [...signed(entry, files), '验收单位（盖章）：　　　　　　　'],
  }
}
