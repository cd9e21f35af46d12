import { readFile } from 'node:fs/promises'
import { PICTURE_SIZES, pathOfPicture } from '#features/evidence/server/pictures.ts'
import { pathOfFile } from '#platform/files.ts'
import { type Finding, MAX_FINDINGS } from './finding.ts'

type Registered = { readonly id: string; readonly name: string; readonly hash: string; readonly kind: string }
const WORDS = { thumb: '缩略图', screen: '预览图' } as const

/**
 * Whether the pictures that pages show are drawn from their originals: each that is kept is drawn once more and compared. One that is not
 * kept is drawn when it is wanted.
 */
export async function picturesUnlikeOriginals(folder: string, files: readonly Registered[]): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const [hash, [first]] of Map.groupBy(files, (file) => file.hash)) {
    if (first?.kind !== 'image' || findings.length >= MAX_FINDINGS) continue
    for (const size of PICTURE_SIZES) {
      const shown = await readFile(pathOfPicture(folder, hash, size)).catch(() => undefined)
      if (!shown || (await isDrawnFrom(folder, hash, shown, size))) continue
      findings.push({ check: 'picture', where: `evidence ${first.id}`, message: `「${first.name}」的${WORDS[size]}与原件不符：被换过` })
    }
  }
  return findings
}

/** An original that is gone or damaged is told by itself. */
async function isDrawnFrom(folder: string, hash: string, shown: Buffer, size: (typeof PICTURE_SIZES)[number]): Promise<boolean> {
  const original = await readFile(pathOfFile(folder, hash)).catch(() => undefined)
  if (!original) return true
  const { drawImage, looksAlike } = await import('#features/evidence/server/inspect/image.ts') // a large library: not before there is a picture
  const drawn = await drawImage(original, size).catch(() => undefined)
  return drawn === undefined || shown.equals(drawn) || looksAlike(shown, drawn)
}
