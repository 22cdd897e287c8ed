import { App } from 'antd'
import type { Refusal } from '../../src-main/core/result.ts'
import { messageOf } from '../text/index.ts'

export type Notify = {
  /** Fades by itself. */
  done(text: string): void
  /** Stays until it is read: for refusals that have no place on the page. */
  refused(refusal: Refusal): void
}

export function useNotify(): Notify {
  const { message, notification } = App.useApp()
  return {
    done: (text) => void message.success(text, 3),
    refused(refusal) {
      const { what, safe, next, code } = messageOf(refusal)
      notification.error({
        title: what,
        description: `${safe}${next}（代码 ${code}）`,
        duration: 0,
        role: 'alert',
      })
    },
  }
}
