import { minuteIn } from '#platform/clock.ts'
import type { App } from '#platform/app.ts'
import { onRead } from '#platform/http.ts'
import { RefusalError } from '#platform/refusal-error.ts'
import { PAPER_WORDS, cycleTitle, offersOf, paperOf } from '../domain/papers.ts'
import { reportFileName } from '../domain/report-file-name.ts'
import type { PaperFacts } from '../domain/paper-facts.ts'
import { dossierEndpoint, paperEndpoint, papersEndpoint } from '../papers.contract.ts'
import { dossierZip } from './dossier.ts'
import { paperFactsOf } from './paper-facts.views.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const nameOf = (kind: string, { no, title }: PaperFacts, now: Date, extension: 'docx' | 'zip') =>
  reportFileName({ kind, of: no ?? title.slice(0, 30), cutOff: minuteIn(now), extension })

export function papersRoutes(app: App) {
  onRead(app, papersEndpoint, async ({ db, actor, now }, { matterId }) => {
    const cycles = await paperFactsOf(db, { actor, now }, matterId)
    const files = cycles[0].files.filter(({ takenDown }) => takenDown === null)
    return {
      cycles: cycles
        .map((facts, i) => ({ cycle: facts.cycleNo, words: cycleTitle(facts), papers: offersOf(facts, i === cycles.length - 1) }))
        .toReversed(),
      dossier: { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) },
    }
  })

  onRead(app, paperEndpoint, async ({ db, actor, now }, { matterId, paper }, { cycle, nth }) => {
    const cycles = await paperFactsOf(db, { actor, now }, matterId)
    const facts = cycle === undefined ? cycles.at(-1) : cycles.find(({ cycleNo }) => cycleNo === cycle)
    const spec = facts && paperOf(facts, paper, nth)
    if (!facts || !spec) throw new RefusalError({ code: 'report.no-such-paper' })
    const { writeDocx } = await import('#platform/docx/write-docx.ts')
    return { name: nameOf(PAPER_WORDS[paper], facts, now, 'docx'), type: DOCX, bytes: await writeDocx(spec, now) }
  })

  onRead(app, dossierEndpoint, async ({ db, actor, now }, { matterId }) => {
    const cycles = await paperFactsOf(db, { actor, now }, matterId)
    const [facts] = cycles
    return { name: nameOf('一案一档', facts, now, 'zip'), type: 'application/zip', ...(await dossierZip(cycles, app.files, now)) }
  })
}
