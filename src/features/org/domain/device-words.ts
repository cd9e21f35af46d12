const KINDS = [
  ['Edg/', 'Edge 浏览器'],
  ['360SE', '360 浏览器'],
  ['QQBrowser', 'QQ 浏览器'],
  ['MicroMessenger', '微信'],
  ['Firefox/', 'Firefox 浏览器'],
  ['Chrome/', 'Chrome 浏览器'],
  ['Safari/', 'Safari 浏览器'],
  ['command line', '命令行'],
] as const
const DEVICES = [
  ['iPhone', '苹果手机'],
  ['Android', '安卓手机'],
  ['HarmonyOS', '鸿蒙手机'],
  ['Windows', 'Windows'],
  ['Mac OS', 'Mac'],
  ['Linux', 'Linux'],
] as const

/** What a browser calls itself, in words: Windows，Edge 浏览器; of what nobody knows, its own name where there is room for it. */
export function deviceWords(agent: string | null, unknown = '未知设备'): string {
  const found = [DEVICES, KINDS].flatMap((list) => list.find(([sign]) => agent?.includes(sign))?.[1] ?? [])
  return found.join('，') || unknown
}
