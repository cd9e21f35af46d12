// Built from text: a pattern that names control characters outright is more often a slip than meant.
const CONTROLS = '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f'
const ODD = new RegExp(`[${CONTROLS}\\r\\u0085\\u2028\\u2029\\ufeff]`, 'u')
const BREAKS = /\r\n?|[\u0085\u2028\u2029]/gu
const UNSEEN = new RegExp(`[${CONTROLS}\\ufeff]`, 'gu')
const CONTROL = new RegExp(`[${CONTROLS}]`, 'u')

/** Whether control characters stand in the text. */
export const hasControl = (text: string): boolean => CONTROL.test(text)

/**
 * The text as a person sees it: every kind of line break is `\n`, marks nobody sees are gone.
 * `control` says that control characters were among them: the text was damaged somewhere and a person must look.
 */
export function cleanText(text: string): { text: string; control: boolean } {
  if (!ODD.test(text)) return { text, control: false }
  const broken = text.replace(BREAKS, '\n')
  return { text: broken.replace(UNSEEN, ''), control: hasControl(broken) }
}
