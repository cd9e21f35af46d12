/** The names in a cell: 甲局、乙局 */
export const namesIn = (text: string): string[] =>
  text
    .split(/[、，,;；\n]/u)
    .map((name) => name.trim())
    .filter((name) => name !== '')
