import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { ComparedRow, RevisedField } from '../../../src-main/domain/revisions/rules.ts'
import { revisedFieldLabel } from '../../text/application-fields.ts'
import { changeFlag, remarkSentence, standingSentence } from '../../text/revisions.ts'
import { Note } from '../../ui/note.tsx'
import { SmallTable } from '../../ui/small-table.tsx'
import styles from './import.module.css'

/** One row in full: every change with both texts, and which of them are taken. */
export function CompareDialog({
  row,
  taken: initial,
  onTaken,
  done,
}: {
  readonly row: ComparedRow
  readonly taken: readonly RevisedField[]
  readonly onTaken: (fields: readonly RevisedField[]) => void
  readonly done: () => void
}) {
  const [taken, setTaken] = useState(initial)
  const told = [standingSentence(row.review), ...row.remarks.map(remarkSentence)].filter(
    (text) => text !== '',
  )
  function change(fields: readonly RevisedField[]) {
    setTaken(fields)
    onTaken(fields)
  }
  return (
    <Modal
      open
      title={`${row.number}　${row.title}`}
      width={920}
      onCancel={done}
      footer={[
        <Button key="none" onClick={() => change([])}>
          都不采用
        </Button>,
        <Button key="all" onClick={() => change(row.changes.map(({ field }) => field))}>
          全部采用
        </Button>,
        <Button key="close" type="primary" onClick={done}>
          完成
        </Button>,
      ]}
    >
      {told.length > 0 && (
        <Note tone="warn">
          {told.map((text) => (
            <p key={text}>{text}</p>
          ))}
        </Note>
      )}
      <SmallTable
        label="这一项的变化"
        head={['项目', '采用', '原来', '清单中', '提示']}
        rows={row.changes.map((one) => ({
          key: one.field,
          cells: [
            revisedFieldLabel(one.field),
            <input
              key="take"
              type="checkbox"
              className={styles.check}
              aria-label={`${revisedFieldLabel(one.field)}采用清单`}
              checked={taken.includes(one.field)}
              onChange={() =>
                change(
                  taken.includes(one.field)
                    ? taken.filter((field) => field !== one.field)
                    : [...taken, one.field],
                )
              }
            />,
            <span key="before" className={styles.value}>
              {one.field === 'people' ? '（个人信息，不在此显示）' : (one.before ?? '未录入')}
            </span>,
            <span key="after" className={styles.value}>
              {one.field === 'people' ? '（个人信息，不在此显示）' : (one.after ?? '未录入')}
            </span>,
            changeFlag(one),
          ],
        }))}
      />
    </Modal>
  )
}
