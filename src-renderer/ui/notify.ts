import { App, Button } from 'antd'
import { createElement } from 'react'
import type { Refusal, Result } from '../../src-main/core/result.ts'
import { messageOf } from '../text/index.ts'

export type Notify = {
  /** Fades by itself; with `undo` it stays longer and offers 「撤销」, which records the opposite. */
  done(text: string, undo?: () => Promise<Result<unknown>>): void
  /** Stays until it is read: for refusals that have no place on the page. */
  refused(refusal: Refusal): void
}

const seconds = { done: 3, undoable: 10 }

export function useNotify(): Notify {
  const { message, notification } = App.useApp()

  function refused(refusal: Refusal) {
    const { what, safe, next, code } = messageOf(refusal)
    notification.error({
      title: what,
      description: `${safe}${next}（代码 ${code}）`,
      duration: 0,
      role: 'alert',
    })
  }

  function done(text: string, undo?: () => Promise<Result<unknown>>) {
    if (!undo) return void message.success(text, seconds.done)
    const key = crypto.randomUUID()
    async function takeBack() {
      message.destroy(key)
      const result = await undo?.()
      if (result?.ok) message.success('已撤销', seconds.done)
      else if (result) refused(result.error)
    }
    const button = createElement(
      Button,
      { type: 'link', size: 'small', onClick: () => void takeBack() },
      '撤销',
    )
    const content = createElement('span', null, text, button)
    void message.success({ key, content, duration: seconds.undoable })
  }

  return { done, refused }
}
