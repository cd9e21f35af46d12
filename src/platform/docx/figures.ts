import { AlignmentType, type IRunOptions, LineRuleType, convertMillimetersToTwip } from 'docx'

/** GB/T 9704-2012 (rules.md R-81). Lengths in twips (1/20 pt), type in half points as the package takes them. */
const MARGINS_MM = { top: 37, bottom: 35, left: 28, right: 26 }
export const PAGE = { width: 11_906, height: 16_838 }
export const MARGIN = {
  top: convertMillimetersToTwip(MARGINS_MM.top),
  bottom: convertMillimetersToTwip(MARGINS_MM.bottom),
  left: convertMillimetersToTwip(MARGINS_MM.left),
  right: convertMillimetersToTwip(MARGINS_MM.right),
  header: convertMillimetersToTwip(15),
  // the page number stands 7 mm below the type area, in a line of 14 pt
  footer: convertMillimetersToTwip(MARGINS_MM.bottom - 7) - 14 * 20,
}
/** Width of the type area: 156 mm. */
export const WIDTH = PAGE.width - MARGIN.left - MARGIN.right
const CHARACTERS = 28
const BODY = 16
/** 22 lines of 28.95 pt in 225 mm. */
export const LINE = 579
/** One character of body type. */
export const EM = BODY * 20
/**
 * 28 characters of 16 pt are a little wider than the type area: each is set so many twips closer. Office suites differ over grids of
 * characters, over this they agree.
 */
const CLOSER = Math.floor(WIDTH / CHARACTERS) - EM

/** Named, not embedded: the office suite of the place has them. */
const FONTS = { title: '方正小标宋简体', body: '仿宋_GB2312', heading: '黑体', second: '楷体_GB2312', number: '宋体' } as const
export type Face = keyof typeof FONTS
/** 2号, 3号, 4号, 小四, 小五. */
export const SIZE = { title: 44, body: 32, fourth: 28, form: 24, small: 18 } as const
/** Lines of a form's tables. */
export const FORM_LINE = 360

/** One face for every script, so that quotation marks and figures are set like the characters around them. */
export const type = (face: Face, size: number): Pick<IRunOptions, 'font' | 'size' | 'characterSpacing'> => ({
  font: { ascii: FONTS[face], hAnsi: FONTS[face], eastAsia: FONTS[face], cs: FONTS[face], hint: 'eastAsia' },
  size,
  ...(size === SIZE.body && { characterSpacing: CLOSER }),
})

export const exactly = (line: number) => ({ line, lineRule: LineRuleType.EXACT })
export const ALIGN = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  both: AlignmentType.BOTH,
} as const
