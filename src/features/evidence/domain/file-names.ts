/** Why a name will not do, and what to do about it. */
export type NameFault = { readonly kind: 'NAME_EMPTY' | 'NAME_CONTROL' | 'NAME_BIDI' | 'NAME_CHARS'; readonly message: string }
export type CleanName =
  | { readonly ok: true; readonly name: string; readonly extension: string; readonly wasPath: boolean }
  | { readonly ok: false; readonly fault: NameFault }

const MAX_BYTES = 200
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/u
const BIDI = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/u
const INVISIBLE = /[\u200b-\u200d\u2060\ufeff\u00ad]/gu
/** Another stream of a Windows file. */
const STREAM = /::|:\$/u
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu

const fault = (kind: NameFault['kind'], message: string): CleanName => ({ ok: false, fault: { kind, message } })

/**
 * The name a file is shown by: its last part only, normalised, without what cannot be seen, at most 200 bytes with its extension kept.
 * Refuses names that would show something else than they are (assurance of uploads; hostile kit N01–N30).
 */
export function cleanName(raw: string): CleanName {
  if (CONTROL.test(raw)) return fault('NAME_CONTROL', '文件名含控制字符，请改名后再上传')
  if (BIDI.test(raw)) return fault('NAME_BIDI', '文件名含改变文字方向的隐藏字符，请改名后再上传')
  const base = raw.normalize('NFC').replaceAll(INVISIBLE, '').split(/[/\\]/u)
  const name = (base.at(-1) ?? '').trim().replace(/[.\s]+$/u, '')
  if (STREAM.test(name)) return fault('NAME_CHARS', '文件名含“:”等不能使用的字符，请改名后再上传')
  const dot = name.lastIndexOf('.')
  const extension = dot < 0 ? '' : name.slice(dot + 1).toLowerCase()
  if (name === '' || (dot === 0 && USUAL.test(extension))) return fault('NAME_EMPTY', '文件没有名字，请命名后再上传')
  return { ok: true, name: cut(name, dot < 0 ? '' : name.slice(dot)), extension, wasPath: base.length > 1 }
}

/** '.pdf' alone is a name left out; '.htaccess' is a kind of file. */
const USUAL = /^[a-z0-9]{2,4}$/u

/** Devices of Windows get a mark in front, so that the file can be saved there. */
export const downloadName = (name: string): string => (DEVICE.test(name) ? `_${name}` : name)

function cut(name: string, ending: string): string {
  const room = MAX_BYTES - bytesOf(ending)
  if (bytesOf(name) <= MAX_BYTES || room <= 0) return name
  let fitting = ''
  let size = 0
  for (const character of name.slice(0, name.length - ending.length)) {
    size += bytesOf(character)
    if (size > room) break
    fitting += character
  }
  return fitting + ending
}

/** Bytes of a text in UTF-8. */
function bytesOf(text: string): number {
  let sum = 0
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    sum += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return sum
}
