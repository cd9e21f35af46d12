import type { ReadRefusal } from '#kernel/sheet.ts'
import { programOf } from '../../sandbox/program.ts'
import { type SandboxInput, newSandbox } from '../../sandbox/sandbox.ts'

const run = newSandbox({
  script: programOf(new URL('./child.ts', import.meta.url)),
  patienceMs: 30_000,
  residentBytes: 512 * 1024 * 1024,
  atOnce: 1, // the thread that recognises reads one file after another
})

const REFUSALS: Readonly<Record<'time' | 'memory' | 'failed', ReadRefusal>> = {
  time: { kind: 'READER_TIMEOUT', message: '读取超过 30 秒，已停止；请拆分成几个文件再导入' },
  memory: { kind: 'READER_MEMORY', message: '读取所需内存超过上限，已停止；请拆分成几个文件再导入' },
  failed: { kind: 'READER_FAILED', message: '文件无法读取，请用 Excel 或 WPS 另存为 .xlsx 再导入' },
}
/** An old workbook stands in memory whole; the same rows as .xlsx pass by one after another. */
const OLD_MEMORY: ReadRefusal = {
  kind: 'READER_MEMORY',
  message: '旧版 .xls 文件太大，读取所需内存超过上限，已停止；请用 WPS 或 Excel 另存为 .xlsx 再导入',
}

export type ReaderEnd = { readonly ok: true } | { readonly ok: false; readonly refusal: ReadRefusal }

/** Runs the reader in a process of its own and hands over its lines. */
export async function runSandboxedReader(
  input: SandboxInput & { readonly args: readonly [source: string, name: string] },
  signal: AbortSignal | undefined,
): Promise<ReaderEnd> {
  const end = await run(input, { person: '', signal })
  if (end.ok) return end
  return { ok: false, refusal: end.why === 'memory' && /\.(?:xls|et)$/iu.test(input.args[1]) ? OLD_MEMORY : REFUSALS[end.why] }
}
