import { Modal } from 'antd'
import type { ReactNode } from 'react'
import { useDialogs } from './dialogs.tsx'

export type Question = {
  readonly title: string
  /** The exact number and names, and what cannot be undone. */
  readonly body: ReactNode
  /** Says what will happen: 「撤回 312 项」, never 「确定」. */
  readonly action: string
  readonly isDangerous?: boolean
}

/** Asks before something that cannot be undone; everything else is done at once and can be taken back. */
export function useConfirm(): (question: Question) => Promise<boolean> {
  const show = useDialogs()
  return ({ title, body, action, isDangerous = false }) =>
    show<boolean>((done) => (
      <Modal
        open
        title={title}
        okText={action}
        cancelText="取消"
        // Enter confirms what is not dangerous, pressed anew; what is takes a deliberate Tab or click.
        okButtonProps={{
          danger: isDangerous,
          autoFocus: !isDangerous,
          onKeyDown: (event) => {
            if (event.repeat) event.preventDefault()
          },
        }}
        onOk={() => done(true)}
        onCancel={() => done(false)}
      >
        {body}
      </Modal>
    ))
}
