/** File systems refuse these, or read them as folders. */
const bare = (text: string) =>
  text
    .replace(/[\p{Cc}\\/:*?"<>|\s]+/gu, '')
    .replace(/^\.+/u, '')
    .slice(0, 60)

export type ReportFile = {
  /** 整改台账, 包联领导清单, … */
  readonly kind: string
  /** The unit or person the file is for, where it is not for all. */
  readonly of?: string
  /** 'YYYY-MM-DD HH:MM' */
  readonly cutOff: string
  readonly extension: 'xlsx' | 'docx' | 'zip'
}

/** 整改台账_区住建局_截至20261123-1700.xlsx: whose, and as of when, can be read without opening the file. */
export function reportFileName({ kind, of, cutOff, extension }: ReportFile): string {
  const moment = cutOff.replaceAll(/[-:]/gu, '').replace(' ', '-')
  return `${[kind, ...(of === undefined ? [] : [of])].map(bare).join('_')}_截至${bare(moment)}.${extension}`
}

/** Names made unique without regard to case: the second of two gets （2） before its extension. */
export function uniqueFileNames(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let candidate = name
    for (let n = 2; taken.has(candidate.toLowerCase()); n += 1) candidate = name.replace(/(\.[^.]+)$/u, `（${n}）$1`)
    taken.add(candidate.toLowerCase())
    return candidate
  })
}
