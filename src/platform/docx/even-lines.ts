const WORDS = new Intl.Segmenter('zh', { granularity: 'word' })
/** Characters of 2号 type on a line of 156 mm. */
const FITS = 20
const CLOSING = /^[，。、；：？！”’）》】〉…·]/u
const OPENING = /[“‘（《【〈]$/u

/** Words with their punctuation, so that no line begins or ends with a mark that may not stand there. */
function unbroken(title: string): string[] {
  const parts: string[] = []
  for (const { segment } of WORDS.segment(title)) {
    const last = parts.at(-1)
    if (last !== undefined && (CLOSING.test(segment) || OPENING.test(last))) parts[parts.length - 1] = last + segment
    else parts.push(segment)
  }
  return parts
}

/** A title or label broken between words into lines of about the same length, none longer than what fits where words allow it. */
export function evenLines(title: string, fits = FITS): string[] {
  if (title.length <= fits) return [title]
  const wished = Math.ceil(title.length / Math.ceil(title.length / fits))
  const lines = ['']
  for (const part of unbroken(title)) {
    const line = lines.at(-1) ?? ''
    const grown = line.length + part.length
    if (line !== '' && (grown > fits || grown - wished > wished - line.length)) lines.push(part)
    else lines[lines.length - 1] = line + part
  }
  return lines
}
