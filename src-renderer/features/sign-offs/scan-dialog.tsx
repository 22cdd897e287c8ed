import { Button, Modal } from 'antd'
import type { Digest } from '../../../src-main/core/suite.ts'
import { StoredScan } from '../applications/stored-scan.tsx'

/** A scan as it lies in the store. */
export function ScanDialog({
  title,
  scan,
  done,
}: {
  readonly title: string
  readonly scan: Digest
  readonly done: () => void
}) {
  return (
    <Modal
      open
      title={title}
      width={860}
      style={{ top: 24 }}
      onCancel={() => done()}
      footer={<Button onClick={() => done()}>关闭</Button>}
    >
      <StoredScan scan={scan} name={title} />
    </Modal>
  )
}
