import { programOf } from '#platform/sandbox/program.ts'
import { type OnBehalf, newSandbox } from '#platform/sandbox/sandbox.ts'
import type { TypeName } from '../../domain/file-types.ts'
import { Unfit } from './unfit.ts'

/** The inspector's answer. */
export type Inspection =
  | { readonly type: TypeName | undefined; readonly pages: number | null }
  | { readonly unfit: { readonly kind: string; readonly message: string } }

const run = newSandbox({
  script: programOf(new URL('./child.ts', import.meta.url)),
  patienceMs: 20_000,
  residentBytes: 512 * 1024 * 1024,
  atOnce: 2,
})

const ENDS = {
  time: new Unfit('READER_TIMEOUT', '检查文件超过 20 秒，已停止；请拆分或另存后再上传'),
  memory: new Unfit('READER_MEMORY', '检查文件所需内存超过上限，已停止；请拆分后再上传'),
  failed: new Unfit('READER_FAILED', '文件无法读取，请另存为 PDF 后再上传'),
} as const

/** What a PDF, an Office document or an archive is, found out in a process of its own. */
export async function inspectSandboxed(
  door: 'pdf' | 'zip' | 'ole',
  file: string,
  caller: OnBehalf,
): Promise<Exclude<Inspection, { unfit: unknown }>> {
  let inspection: Inspection | undefined
  const onLine = (line: string) => {
    inspection = JSON.parse(line) as Inspection
  }
  const end = await run({ args: [door], stdin: { file }, onLine }, caller)
  if (!end.ok) throw ENDS[end.why]
  if (!inspection) throw ENDS.failed
  if ('unfit' in inspection) throw new Unfit(inspection.unfit.kind, inspection.unfit.message)
  return inspection
}
