import type { DocxSpec } from '#kernel/docx-spec.ts'
import type { Purpose } from '#kernel/rooms/evidence.ts'
import { applicationPaper, contentOf, measuresOfFile, measuresPaper, pagesOf } from './application-paper.ts'
import { approvalPaper } from './approval-paper.ts'
import { noticePaper } from './notice-paper.ts'
import type { PaperFacts, PaperFile } from './paper-facts.ts'
import { dayInWords } from './report-words.ts'
import { safeName } from './safe-name.ts'
import { verificationPaper, verificationsOf } from './verification-paper.ts'

/** Folders of a problem's file in the order of rules.md R-58. */
const FOLDERS = [
  '01 销号申请',
  '02 销号申请表',
  '03 整改工作情况报告',
  '04 整改方案',
  '05 逐项完成情况及佐证索引',
  '06 佐证材料',
  '07 处罚问责材料',
  '08 自验收意见',
  '09 现场核查验收',
  '10 第三方评估',
  '11 公示',
  '12 集体研究',
  '13 销号审批备案',
  '14 长效机制',
  '15 后续管护',
] as const
type Folder = (typeof FOLDERS)[number]

const FOLDER_OF: Readonly<Record<Purpose, Folder>> = {
  proof: '06 佐证材料',
  verification: '09 现场核查验收',
  opinion: '13 销号审批备案',
  notice: '11 公示',
  filing: '13 销号审批备案',
  lookback: '15 后续管护',
}

/** One line of the list: a paper made from the facts, a file as it came, or a folder with nothing in it. */
export type DossierItem = {
  /** With a slash at the end. */
  readonly folder: string
  readonly name: string
  readonly content: string
  readonly measures: string
  readonly pages: string
  readonly takenOn: string
  readonly receivedAt: string
  readonly is: { readonly paper: DocxSpec } | { readonly file: PaperFile } | 'nothing'
}

/** A problem's whole file (一案一档): the running cycle at the top, every earlier one in a folder of its own. `cycles` oldest first. */
export function dossierOf(cycles: readonly PaperFacts[]): DossierItem[] {
  const current = cycles.at(-1)
  if (!current) return []
  const proofNow = new Set(current.measures.flatMap(({ files }) => files))
  /** A file stands with the cycle it came in, but with the running one where it proves something there. */
  const homeOf = (file: PaperFile) => (proofNow.has(file.id) ? current.cycleNo : file.cycle)
  return cycles.toReversed().flatMap((facts) => {
    const files = facts.files.filter((file) => homeOf(file) === facts.cycleNo)
    return itemsOf(facts, files, facts === current ? '' : `历次销号/第${facts.cycleNo}轮${revokedWords(facts)}/`)
  })
}

const revokedWords = ({ cycle }: PaperFacts) => (cycle?.revoked ? `（${dayInWords(cycle.revoked.on)}撤销）` : '')

function itemsOf(facts: PaperFacts, files: readonly PaperFile[], root: string): DossierItem[] {
  const papers = papersOf(facts)
  return FOLDERS.flatMap((folder): DossierItem[] => {
    const path = `${root}${folder}/`
    const written = papers
      .filter((paper) => paper.folder === folder)
      .map(({ name, paper }) => ({ ...EMPTY, folder: path, name, content: paper.title, pages: '—', is: { paper } }))
    const originals = files
      .filter(({ purpose }) => FOLDER_OF[purpose] === folder)
      .map((file): DossierItem => ({
        folder: path,
        name: safeName(`${String(file.no).padStart(3, '0')}_`, file.name),
        content: contentOf(file),
        measures: measuresOfFile(facts, file.id),
        pages: pagesOf(file),
        takenOn: file.takenAt ?? file.effectiveOn ?? '',
        receivedAt: file.receivedAt,
        is: { file },
      }))
    const all = [...written, ...originals]
    return all.length > 0 ? all : [{ ...EMPTY, folder: path, name: '（无）', content: '本文件夹暂无材料', is: 'nothing' }]
  })
}
const EMPTY = { measures: '', pages: '', takenOn: '', receivedAt: '' }

/** Papers that the facts of a cycle can fill; forms for a hand are not part of the file. */
function papersOf(facts: PaperFacts): { readonly folder: Folder; readonly name: string; readonly paper: DocxSpec }[] {
  const verifications = verificationsOf(facts)
  const paper = (folder: Folder, name: string, spec: DocxSpec) => ({ folder, name: `${name}.docx`, paper: spec })
  return [
    ...(facts.cycle ? [paper('02 销号申请表', '销号申请表', applicationPaper(facts))] : []),
    ...(facts.measures.length > 0 ? [paper('05 逐项完成情况及佐证索引', '逐项完成情况及佐证索引', measuresPaper(facts))] : []),
    ...verifications.map((entry, i) =>
      paper('09 现场核查验收', `现场核查（验收）表${verifications.length > 1 ? `_第${i + 1}次` : ''}`, verificationPaper(facts, entry)),
    ),
    ...(facts.cycle?.entries.some(({ notice }) => notice) ? [paper('11 公示', '销号公示', noticePaper(facts))] : []),
    ...(facts.cycle ? [paper('13 销号审批备案', '销号审批（备案）表', approvalPaper(facts))] : []),
  ]
}
