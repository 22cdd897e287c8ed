import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { Field } from '../../ui/field.tsx'

/** Why a list of the same batch is frozen once more; null when they gave up. */
export function AgainDialog({ done }: { readonly done: (reason: string | null) => void }) {
  const [reason, setReason] = useState('')
  return (
    <Modal
      open
      title="重新封存的原因"
      onCancel={() => done(null)}
      footer={[
        <Button key="leave" onClick={() => done(null)}>
          取消
        </Button>,
        <Button key="go" type="primary" disabled={reason.trim() === ''} onClick={() => done(reason.trim())}>
          下一步：第二人确认
        </Button>,
      ]}
    >
      <Field label="原因" hint="原因、第二人和次数都印在抽查记录上。" isRequired>
        {(control) => (
          <Input.TextArea
            {...control}
            rows={3}
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        )}
      </Field>
    </Modal>
  )
}
