type Declared = { readonly raw: string; readonly on: string | null; readonly file: string | null; readonly at: string | null }

/** 原台账载明：已销号，2023-06-30（整改台账.xlsx，台账 第 12 行）: whose words they are and where they stand. */
export function declaredWords({ raw, on, file, at }: Declared): string {
  const where = [file, at].filter((part) => part !== null).join('，')
  return `原台账载明：${raw}${on === null ? '' : `，${on}`}${where === '' ? '' : `（${where}）`}`
}
