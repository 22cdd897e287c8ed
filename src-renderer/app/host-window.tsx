import { useEffect, useEffectEvent, useRef } from 'react'
import type { StoreApi } from 'zustand'
import { closingMessage, type MenuMessage, type Scale } from '../../src-main/hosts/bridge.ts'
import { hostWindow, onHostMessage } from '../backend/connect.ts'
import { type Question, useConfirm } from '../ui/confirm-dialog.tsx'
import { printShown } from '../ui/printing.ts'
import { type Activity, flushUnsaved, useActivityStore } from './activity.ts'

/** What the window around the page asks of it: to print, to be enlarged, to be closed. */
export function HostWindow() {
  const activity = useActivityStore()
  const closing = useClosing(activity)
  const onMessage = useEffectEvent((message: unknown) => {
    if (message === closingMessage) void closing()
    if (message === ('desk:print' satisfies MenuMessage)) printShown()
    // Whoever is logged in has it remembered as a choice of their own, too (`scale.ts`).
    const scale = typeof message === 'string' ? /^desk:scale-(\d+)$/.exec(message)?.[1] : undefined
    if (scale) hostWindow?.scale(Number(scale) as Scale)
  })
  useEffect(
    () => (hostWindow ? onHostMessage((message) => onMessage(message)) : askInBrowser(activity)),
    [activity],
  )
  return null
}

/** How long what is typed may take to be kept before the person is asked. */
const patience = 2000

/** Keeps what is typed, then lets the window go; asks before while something runs or could not be kept. */
function useClosing(activity: StoreApi<Activity>): () => Promise<void> {
  const confirm = useConfirm()
  const isAsking = useRef(false)
  return async () => {
    hostWindow?.answerClosing('wait')
    if (isAsking.current) return
    isAsking.current = true
    const late = new Promise<void>((resolve) => setTimeout(resolve, patience))
    await Promise.race([flushUnsaved(activity), late])
    const mayClose = !isBusy(activity) || (await confirm(questionAbout(activity)))
    isAsking.current = false
    if (mayClose) hostWindow?.answerClosing('close')
  }
}

function questionAbout(activity: StoreApi<Activity>): Question {
  const titles = activity.getState().tasks.map(({ title }) => `「${title}」`)
  return {
    title: '现在关闭工作台吗？',
    body: (
      <>
        {titles.length > 0 && (
          <p>{titles.join('、')}正在进行，关闭后就此中断。已保存的内容不受影响，中断的可以重新办。</p>
        )}
        {hasUnkept(activity) && (
          <p>后台暂时断开，刚才填写的内容还没有保留，现在关闭会丢失。稍候会自动重新连接并保留。</p>
        )}
      </>
    ),
    action: '仍然关闭',
    isDangerous: true,
  }
}

/** Browsers ask in words of their own. */
function askInBrowser(activity: StoreApi<Activity>): () => void {
  const onBeforeUnload = (event: BeforeUnloadEvent) => {
    if (isBusy(activity)) event.preventDefault()
  }
  window.addEventListener('beforeunload', onBeforeUnload)
  return () => window.removeEventListener('beforeunload', onBeforeUnload)
}

function isBusy(activity: StoreApi<Activity>): boolean {
  return activity.getState().tasks.length > 0 || hasUnkept(activity)
}

/** Drafts that the backend did not take, or something on its way to a backend that is away; tasks count as recording, too. */
function hasUnkept(activity: StoreApi<Activity>): boolean {
  const { recording, strandedDrafts, tasks } = activity.getState()
  return strandedDrafts.size > 0 || (recording > 0 && tasks.length === 0)
}
