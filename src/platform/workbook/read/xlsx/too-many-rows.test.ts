import { expect, test } from 'vitest'
import { LIMITS } from '../limits.ts'
import { refuseTooManyRows } from './too-many-rows.ts'

const MOST = LIMITS.rows + LIMITS.rowsAround
const filled = (count: number) => '<row r="1" spans="1:2"><c t="s"><v>5</v></c><c><v>7</v></c></row>'.repeat(count)
const EMPTY = '<row><c s="1"/></row><row r="9"/><row><c t="str"><f>A1&amp;""</f><v></v></c><c><v/></c></row>'.repeat(30_000)

/** A sheet in pieces of a length that cuts marks in two. */
async function judged(xml: string, hidden = false, piece = 4093) {
  const bytes = Buffer.from(`<worksheet><dimension ref="A1:XFD1048576"/><sheetData>${xml}</sheetData></worksheet>`)
  const chunks = async function* () {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
  }
  return refuseTooManyRows({ names: new Set(['s']), chunks }, [
    { name: '汇总', hidden, part: 's' },
    { name: '说明', hidden: true, part: 's' },
  ])
}

test('多一行就拒绝，说出上限和工作表；恰好到上限、只有格式或空公式的行不算', async () => {
  await expect(judged(filled(MOST + 1))).rejects.toMatchObject({
    refusal: { kind: 'TOO_MANY_ROWS', message: '读到工作表“汇总”时，数据行数超过上限 100000 行，请拆分成几个文件再导入' },
  })
  await expect(judged(EMPTY + filled(MOST) + EMPTY)).resolves.toBeUndefined()
  await expect(judged(filled(MOST + 1), true)).resolves.toBeUndefined()
})

test('不论在哪里切开，数出来都一样', async () => {
  const rows = '<row><c t="inlineStr"><is><t>甲</t></is></c></row>'
  for (const piece of [61, 997, 65_536]) {
    await expect(judged(rows.repeat(MOST + 1), false, piece), String(piece)).rejects.toMatchObject({ refusal: { kind: 'TOO_MANY_ROWS' } })
    await expect(judged(rows.repeat(MOST), false, piece), String(piece)).resolves.toBeUndefined()
  }
})
