import { RouterProvider, createRootRoute, createRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { ConfirmDialog, Dialog, Drawer } from '#ui/feedback/Dialog.tsx'
import { PopoverButton } from '#ui/feedback/Popover.tsx'
import { StatusWord } from '#ui/feedback/StatusIcon.tsx'
import { toast } from '#ui/feedback/Toast.tsx'
import { EmptyState, ErrorBanner, ErrorState, ProgressBar } from '#ui/feedback/states.tsx'
import { Button } from '#ui/form/Button.tsx'
import { FieldColumns, FieldStack } from '#ui/form/Field.tsx'
import { DataTable } from '#ui/list/DataTable.tsx'
import { FilterTags } from '#ui/list/FilterTags.tsx'
import { SearchBox } from '#ui/list/SearchBox.tsx'
import { useListPage } from '#ui/list/useListPage.ts'
import { House } from '#ui/Shell.tsx'
import { DemoForm } from './DemoForm.tsx'

const LIST = {
  filter: z.object({ q: z.string().max(20).optional(), state: z.enum(['open', 'closed']).optional() }),
  sorts: ['no', '-no'],
} as const
const ROWS = [
  { id: 'a', no: '整改〔2026〕1号', text: '甲河断面水质不达标', count: 12 },
  { id: 'b', no: '整改〔2026〕2号', text: '乙镇污水管网未通', count: 3 },
]

function Demo() {
  return (
    <main style={{ display: 'grid', gap: 20, maxWidth: 1100, padding: 16 }}>
      <Buttons />
      <DemoForm />
      <Windows />
      <List />
      <FieldColumns>
        <EmptyState title="还没有台账">
          <p>请先到“导入”导入。</p>
        </EmptyState>
        <ErrorState message="服务器没有应答" onRetry={() => toast('重试了')} />
      </FieldColumns>
      <ErrorBanner message="没有读到最新内容。以下是上次读到的" onRetry={() => toast('重试了')} />
      <ProgressBar text="正在读入第 3 张表" done={3} total={8} onCancel={() => toast('已取消')} />
    </main>
  )
}

const Buttons = () => (
  <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center' }}>
    <Button onClick={() => toast('按了普通按钮')}>普通</Button>
    <Button variant="primary" onClick={() => toast({ text: '已删除视图', act: { words: '撤销', run: () => toast('已恢复') } })}>
      主要
    </Button>
    <Button variant="danger">停用</Button>
    <Button variant="icon" label="删除这一行">
      ✕
    </Button>
    <Button loading>正在保存</Button>
    <Button disabled>关着</Button>
    <Button whyNot="由验收人办理，且材料还缺现场照片">申请销号</Button>
    <Button variant="text">文字按钮</Button>
    <PopoverButton variant="default" label="时限怎么算出来的" content={<h4>时限怎么算出来的</h4>}>
      小窗 ▾
    </PopoverButton>
    <StatusWord word="已超期" shape="triangle" tone="alarm" />
  </div>
)

function Windows() {
  const [open, setOpen] = useState<'form' | 'confirm' | 'drawer'>()
  const close = () => setOpen(undefined)
  return (
    <div style={{ display: 'flex', gap: 8 }}>
      <Button onClick={() => setOpen('form')}>打开表单</Button>
      <Button onClick={() => setOpen('confirm')}>打开确认</Button>
      <Button onClick={() => setOpen('drawer')}>打开侧栏</Button>
      {open === 'form' && (
        <Dialog title="明确责任人" okText="保存" whyNot="请填写责任人" error="别人刚刚改过这一项" onOk={close} onClose={close}>
          <DemoForm />
        </Dialog>
      )}
      {open === 'confirm' && (
        <ConfirmDialog
          title="取下这份材料"
          okText="取下"
          danger
          work={() => Promise.reject(new Error('已被引用，不能取下'))}
          onClose={close}
        >
          <p>取下后，用到它的措施要重新举证。</p>
        </ConfirmDialog>
      )}
      {open === 'drawer' && (
        <Drawer title="整改〔2026〕1号" extra={<Button>下一项</Button>} onClose={close}>
          <p>甲河断面水质不达标</p>
        </Drawer>
      )}
    </div>
  )
}

function List() {
  const { state, setFilter, clear } = useListPage(LIST)
  const [chosen, setChosen] = useState<string>()
  const rows = ROWS.filter(({ text }) => text.includes(state.filter.q ?? ''))
  const tags = state.filter.q === undefined ? [] : [{ words: `搜索：${state.filter.q}`, keys: ['q' as const] }]
  return (
    <FieldStack>
      <SearchBox label="搜索" placeholder="搜索编号、问题" value={state.filter.q} onSearch={(q) => setFilter({ q }, true)} />
      <FilterTags tags={tags} onRemove={() => setFilter({ q: undefined })} onClear={clear} />
      <DataTable
        label="问题"
        columns={[
          { key: 'no', title: '编号', width: '180px', isName: true, render: ({ no }) => no },
          { key: 'text', title: '问题', render: ({ text }) => text },
          { key: 'count', title: '措施', width: '80px', align: 'end', render: ({ count }) => count },
        ]}
        rows={rows}
        rowId={({ id }) => id}
        isChosen={({ id }) => id === chosen}
        onChoose={({ id }) => setChosen(id)}
        foot={{ no: '合计', count: rows.reduce((sum, { count }) => sum + count, 0) }}
      />
    </FieldStack>
  )
}

const router = createRouter({ routeTree: createRootRoute({ component: Demo, notFoundComponent: Demo }) })
const root = document.querySelector('#root')
if (root)
  createRoot(root).render(
    <House>
      {/* the application's own router is another one */}
      <RouterProvider router={router as never} />
    </House>,
  )
