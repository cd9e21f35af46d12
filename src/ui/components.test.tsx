import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { StatusWord } from './feedback/StatusIcon.tsx'
import { Toast } from './feedback/Toast.tsx'
import { EmptyState, ErrorBanner, ErrorState, ProgressBar } from './feedback/states.tsx'
import { Button } from './form/Button.tsx'
import { ChoiceField } from './form/ChoiceField.tsx'
import { DraftNotice } from './form/DraftNotice.tsx'
import { wrongOf } from './form/NumberField.tsx'
import { CheckboxField, RadioField } from './form/RadioField.tsx'
import { TextArea, TextField } from './form/TextField.tsx'
import { DataTable } from './list/DataTable.tsx'
import { FilterTags } from './list/FilterTags.tsx'
import { DeadlineBadge } from './DeadlineBadge.tsx'

/** What a part says and how it is marked, without a browser. */
const html = (node: ReactNode) => renderToStaticMarkup(node)
const words = (node: ReactNode) => html(node).replaceAll(/<[^>]+>/gu, '')
const nothing = () => undefined
const notice = (isUnsafe: boolean, wasRestored: boolean) =>
  words(<DraftNotice act="提交" draft={{ isUnsafe, wasRestored, clear: nothing }} />)

describe('按钮', () => {
  test('能按的没有别的话', () => expect(html(<Button>保存</Button>)).not.toMatch(/aria-disabled|aria-description|disabled=/u))
  test('关着的带着理由，键盘仍够得到', () => {
    const off = html(<Button whyNot="由验收人办理">销号</Button>)
    expect(off).toContain('aria-disabled="true"')
    expect(off).toContain('aria-description="由验收人办理"')
    expect(off).not.toMatch(/ disabled/u)
  })
  test('没有理由就是能按', () => expect(html(<Button whyNot={null}>销号</Button>)).not.toContain('aria-disabled'))
  test('办理中不再受理', () => expect(html(<Button loading>保存</Button>)).toMatch(/aria-disabled="true".*aria-busy="true"/u))
})

describe('字段', () => {
  test('错误代替说明，并且属于这个字段', () => {
    const field = html(<TextField label="责任人" help="写全名" error="没有这个人" value="" onChange={nothing} />)
    const id = /aria-describedby="([^"]+)"/u.exec(field)?.[1]
    expect(field).toContain(`<em id="${id}"`)
    expect(field).toContain('aria-invalid="true"')
    expect(field).toContain('没有这个人')
    expect(field).not.toContain('写全名')
  })
  test.each([
    [40, '还可输入 20 字'],
    [5, ''],
  ])('写了 %i 字', (length, left) =>
    expect(words(<TextField label="" labelHidden value={'字'.repeat(length)} max={60} onChange={nothing} />)).toBe(left),
  )
  test('常用语是按钮，不会自己进去', () =>
    expect(html(<TextArea label="情况" value="" phrases={['情况属实。']} onChange={nothing} />)).toContain('情况属实。</button>'))
  test('数字的范围', () => {
    expect([wrongOf('', 1, 30), wrongOf('３０', 1, 30)]).toEqual([undefined, undefined])
    expect([wrongOf('31', 1, 30), wrongOf('1.5'), wrongOf('一'), wrongOf('-1', 0)]).toEqual([
      '请填写 1 至 30 的整数',
      '请填写整数',
      '请填写整数',
      '不能小于 0',
    ])
  })
  test('不能清空而已选的，没有空的一项', () => {
    const options = [{ value: 'a', label: '甲' }]
    const field = (value: string | null, clearable: boolean) =>
      words(<ChoiceField label="" labelHidden {...{ options, value, clearable }} onChange={nothing} />)
    expect([field('a', false), field(null, false), field('a', true)]).toEqual(['甲', '请选择甲', '请选择甲'])
  })
  test('不在选项里的旧值显示为“已选”，不会悄悄变成没选', () =>
    expect(html(<ChoiceField label="单位" options={[]} value="gone" onChange={nothing} />)).toContain(
      '<option value="gone" selected="">已选',
    ))
  test('单选与勾选', () => {
    const options = [
      { value: 'a', label: '甲' },
      { value: 'b', label: '乙', disabled: true },
    ] as const
    const radios = html(<RadioField label="谁" value="a" options={options} onChange={nothing} />)
    expect(radios.match(/<input[^>]*>/gu)?.map((input) => [input.includes('checked'), input.includes('disabled')])).toEqual([
      [true, false],
      [false, true],
    ])
    expect(html(<CheckboxField label="第3行" labelHidden value onChange={nothing} />)).toMatch(/aria-label="第3行" checked/u)
  })
  test('草稿：恢复了说，存不下也说，平常不说', () => {
    expect([notice(true, true), notice(false, true), notice(false, false)]).toEqual([
      '本机存不下所填内容，刷新本页会丢失，请及时提交。',
      '已恢复上次没有提交的内容。清空重填',
      '',
    ])
  })
})

describe('状态、文字、颜色', () => {
  test.each([
    ['已超期', 'triangle', 'alarm'],
    ['临期', 'diamond', 'warn'],
    ['已销号', 'check', 'good'],
  ] as const)('%s', (word, shape, tone) => {
    const markup = html(<StatusWord {...{ word, shape, tone }} />)
    expect(markup).toContain(`data-tone="${tone}"`)
    expect(markup).toMatch(new RegExp(`<svg.*aria-hidden="true".*</svg>${word}`, 'u'))
  })
  test('时限是按钮，点开有算法', () => {
    const badge = html(<DeadlineBadge text="超期12天" tone="alarm" shape="triangle" steps={['到期 11-11']} />)
    expect(badge).toMatch(/<button[^>]*data-tone="alarm"[^>]*aria-haspopup="dialog"/u)
  })
  test('消息：好的打勾，坏的三角，能撤销的有按钮', () => {
    expect(html(<Toast message={{ text: '已保存' }} onClose={nothing} />)).toContain('data-tone="good"')
    expect(html(<Toast message={{ text: '没有保存', tone: 'alarm' }} onClose={nothing} />)).toContain('data-tone="alarm"')
    expect(words(<Toast message={{ text: '已删除', act: { words: '撤销', run: nothing } }} onClose={nothing} />)).toBe('已删除撤销✕')
    expect(html(<Toast message={undefined} onClose={nothing} />)).toMatch(/role="status"><\/div>$/u)
  })
  test('空、错、忙', () => {
    expect(words(<EmptyState title="还没有台账">请先导入</EmptyState>)).toBe('还没有台账请先导入')
    expect(html(<ErrorState message="服务器没有应答" onRetry={nothing} />)).toMatch(/role="alert".*重试/u)
    expect(words(<ErrorBanner message="没有读到" />)).toBe('没有读到')
    expect(html(<ProgressBar text="正在读入" done={3} total={8} />)).toMatch(/aria-valuenow="37".*3 \/ 8（37%）/u)
    expect(html(<ProgressBar text="正在读入" />)).not.toContain('aria-valuenow')
  })
})

describe('列表', () => {
  test('没有条件就没有标签', () => expect(html(<FilterTags tags={[]} onRemove={nothing} onClear={nothing} />)).toBe(''))
  test('表格：行有名字，手机卡片上每格有列名；没有行时说下一步', () => {
    const columns = [
      { key: 'no', title: '编号', isName: true, render: (row: string) => row },
      { key: 'n', title: '措施', render: () => 3 },
    ]
    const table = html(<DataTable label="问题" columns={columns} rows={['1号']} rowId={(row) => row} />)
    expect(table).toContain('<th scope="row">1号</th><td data-title="措施">3</td>')
    expect(words(<DataTable label="问题" columns={columns} rows={[]} rowId={(row) => row} empty="请先导入" />)).toBe('请先导入')
  })
})
