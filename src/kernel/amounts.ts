const UNITS = ['字节', 'KB', 'MB', 'GB', 'TB'] as const
/** 812 字节, 34 KB, 1.2 MB, 3.4 GB: from megabytes on to a tenth, so that a file just over a limit does not read as the limit. */
export function sizeWords(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1024 ? 0 : Math.floor(Math.log2(bytes) / 10))
  const value = bytes / 1024 ** power
  return `${power < 2 ? Math.round(value) : value.toFixed(1)} ${UNITS[power] ?? ''}`
}

/** 34 秒, 2 分 5 秒. */
export function secondsWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  return whole < 60 ? `${whole} 秒` : `${Math.floor(whole / 60)} 分 ${whole % 60} 秒`
}
