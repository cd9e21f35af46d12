/**
 * Character tables for fonts that are named but not contained in the file (reports of older systems).
 * We have no tables of glyph numbers and need none: for text it is enough that code → number → character ends at the right character,
 * so the number is the character itself.
 */
const HEAD = '/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n'
const TAIL = '\nendcmap end end\n'
const hex = (value: number, digits = 4) => value.toString(16).padStart(digits, '0')

/** A font that numbers its glyphs itself and says nothing of characters: its text can't be known. */
export type Cmaps = { readonly text: (name: string) => string; readonly unknown: () => boolean }

export function newCmaps(): Cmaps {
  let known = false
  let unknown = false
  return {
    unknown: () => unknown,
    text(name) {
      if (/^Uni(?:GB|CNS|JIS|KS)-(?:UCS2|UTF16)-/u.test(name)) known = true
      if (/^GBK?p?-EUC-|^GBK2K-/u.test(name)) {
        known = true
        return gbk(name.endsWith('-V'))
      }
      if (known && name === 'Adobe-GB1-UCS2') return toUnicode()
      if (name.endsWith('-UCS2')) unknown = true
      if (!known) throw new Error(`no table ${name}`)
      return wide(name.endsWith('-V'))
    },
  }
}

const mode = (vertical: boolean) => `/WMode ${vertical ? 1 : 0} def\n`

const wide = (vertical: boolean) =>
  `${HEAD}${mode(vertical)}1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n1 begincidrange\n<0000> <ffff> 0\nendcidrange${TAIL}`

function toUnicode(): string {
  const ranges = Array.from({ length: 256 }, (_, i) => `<${hex(i * 256)}> <${hex(i * 256 + 255)}> <${hex(i * 256)}>`)
  return `${HEAD}1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n256 beginbfrange\n${ranges.join('\n')}\nendbfrange${TAIL}`
}

function gbk(vertical: boolean): string {
  const decoder = new TextDecoder('gbk')
  const pairs: string[] = []
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const character = trail === 0x7f ? '' : decoder.decode(Uint8Array.of(lead, trail))
      if (character.length === 1 && character !== '\ufffd') pairs.push(`<${hex(lead * 256 + trail)}> ${character.charCodeAt(0)}`)
    }
  }
  const spaces = '2 begincodespacerange\n<00> <80>\n<8140> <fefe>\nendcodespacerange\n1 begincidrange\n<20> <7e> 32\nendcidrange\n'
  return `${HEAD}${mode(vertical)}${spaces}${pairs.length} begincidchar\n${pairs.join('\n')}\nendcidchar${TAIL}`
}
