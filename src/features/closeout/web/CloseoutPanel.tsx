import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Card, Form, Input } from 'antd'
import type { EvidenceId, ProblemId } from '#kernel/ids.ts'
import { call } from '#ui/call.ts'
import { submitCloseoutEndpoint } from '../closeout.contract.ts'

type Props = { readonly problemId: ProblemId; readonly evidence: readonly EvidenceId[] }

export function CloseoutPanel({ problemId, evidence }: Props) {
  const cache = useQueryClient()
  const submit = useMutation({
    mutationFn: ({ summary }: { summary: string }) => call(submitCloseoutEndpoint, { problemId }, { summary, evidence: [...evidence] }),
    onSuccess: () => cache.invalidateQueries(),
  })
  if (submit.data) return <Alert type="success" showIcon title={`已报送，区整改办将于 ${submit.data.reviewDueOn} 前审核。`} />
  return (
    <Card title="申请销号" style={{ maxWidth: 720 }}>
      <Form layout="vertical" onFinish={submit.mutate} disabled={submit.isPending}>
        <Form.Item label="整改完成情况" name="summary">
          <Input.TextArea rows={5} showCount maxLength={2000} />
        </Form.Item>
        {submit.error && <Alert role="alert" type="error" showIcon title={submit.error.message} style={{ marginBottom: 16 }} />}
        <Button type="primary" htmlType="submit" loading={submit.isPending}>
          申请销号
        </Button>
      </Form>
    </Card>
  )
}
