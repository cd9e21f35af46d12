import type { DocxBlock, DocxSpec } from '#kernel/docx-spec.ts'
import { DAY_TYPE_WORDS, isOfSort } from '#kernel/rooms/closeout-steps.ts'
import type { PaperFacts } from './paper-facts.ts'
import { dayOr, footOf } from './paper-words.ts'
import { dayInWords } from './report-words.ts'

const heading = (text: string): DocxBlock => ({ kind: 'heading', level: 1, text })
const paragraph = (text: string): DocxBlock => ({ kind: 'paragraph', text })
const numbered = (text: string, rest: string): DocxBlock => ({ kind: 'heading', level: 3, text, rest })

/** 销号公示 (rules.md R-55): task, target, what was done in numbered points, period, and where to object. */
export function noticePaper(facts: PaperFacts): DocxSpec {
  const notice = facts.cycle?.entries.findLast((entry) => entry.notice !== null)?.notice ?? NOT_YET
  return {
    title: `关于${facts.jurisdiction}“${short(facts.title)}”问题整改完成情况的公示`,
    foot: footOf(facts),
    blocks: [
      paragraph(opening(facts)),
      heading('整改任务'),
      paragraph(taskWords(facts)),
      heading('整改目标'),
      paragraph(facts.target ?? EMPTY),
      heading('整改完成情况'),
      paragraph(facts.cycle?.statement ?? EMPTY),
      ...facts.measures.map(measureDone),
      heading('公示时间'),
      paragraph(`自${dayOr(notice.from)}至${dayOr(notice.to)}${periodWords(facts)}。`),
      heading('意见反馈'),
      paragraph(
        `公示期间，对上述整改完成情况有异议的，请向${notice.contactUnit ?? BLANK}反映，联系方式：${notice.contact ?? BLANK}。反映情况请实事求是，并留下真实姓名和联系方式，以便核实和答复。`,
      ),
    ],
    signature: { by: notice.contactUnit ?? '（公示单位）', on: dayOr(notice.from) },
  }
}

const taskWords = ({ no, task, wording, title }: PaperFacts) => `${no === null ? '' : `${no}　`}${task ?? wording ?? title}`

const EMPTY = '　'
/** Room for a hand that no suite swallows at the end of a line. */
const BLANK = '＿'.repeat(10)
const NOT_YET = { from: null, to: null, contactUnit: null, contact: null }

const measureDone = ({ text, doneOn, doneText }: PaperFacts['measures'][number]) =>
  numbered(full(text), `${doneOn === null ? '' : `${dayInWords(doneOn)}完成。`}${doneText ?? ''}`)

function periodWords({ steps }: PaperFacts): string {
  const step = steps.find((one) => isOfSort(one, 'notice'))
  return step?.days !== undefined && step.dayType !== undefined ? `，共${step.days}个${DAY_TYPE_WORDS[step.dayType]}` : ''
}

function opening({ jurisdiction, source, round, cycle }: PaperFacts): string {
  const of = source ? `${source}${round ? `（${round}）` : ''}` : jurisdiction
  const done = cycle ? `已于${dayInWords(cycle.completedOn)}完成整改，现将整改` : '整改'
  return `根据生态环境问题整改销号有关规定，${of}以下问题${done}完成情况予以公示，接受社会监督。`
}

const short = (title: string) => (title.length > 40 ? `${title.slice(0, 39)}…` : title)
const full = (text: string) => (/[。！？；]$/u.test(text) ? text : `${text}。`)
