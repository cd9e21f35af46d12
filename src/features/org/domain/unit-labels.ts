export type UnitPart = 'lead' | 'co' | null

/** Words that say who leads and who helps. */
export const LEAD = '牵头负责|牵头抓总|总牵头|双牵头|共同牵头|牵头|主办|主责|负责'
export const CO = '配合|参与|参加|协助|协办|协同'
export const LABEL_BEFORE = new RegExp(`^(?:(?<word>责任|主体|督导|督办|监督|监管|验收|${LEAD}|${CO})(?:(?:单位|部门)[:：]?|[:：]))`, 'u')
export const LABEL_AFTER = new RegExp(`(?<!个)(?:作?为)?(?<word>${LEAD}|${CO})(?:单位|部门|落实|实施|推进|办理|做好)?$`, 'u')
export const LABEL_INSIDE = new RegExp(`[(（](?<word>${LEAD}|${CO})(?:单位|部门)?[)）]$`, 'u')
const IS_LEAD = new RegExp(`^(?:${LEAD})$`, 'u')
const IS_CO = new RegExp(`^(?:${CO})$`, 'u')
/** The part a label gives; 负责 beside 牵头 says no more than the unit's own share. undefined where there is no label. */
export const partOf = (label: RegExpExecArray | null, cell: string): UnitPart | undefined => {
  const word = label?.groups?.['word']
  if (word === undefined) return undefined
  if (word === '负责' && cell.includes('牵头')) return null
  return IS_LEAD.test(word) ? 'lead' : IS_CO.test(word) ? 'co' : null
}
