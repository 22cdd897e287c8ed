import { Button, Modal } from 'antd'
import { useEffect, useState } from 'react'
import styles from './trust.module.css'

/** One group at a time in figures for the telephone; the arrow keys move. */
export function ReadAloud({ code, done }: { readonly code: string; readonly done: () => void }) {
  const groups = code.split(' ')
  const [at, setAt] = useState(0)
  useEffect(() => {
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (key === 'ArrowRight') setAt((now) => Math.min(groups.length - 1, now + 1))
      if (key === 'ArrowLeft') setAt((now) => Math.max(0, now - 1))
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [groups.length])
  const isLast = at === groups.length - 1
  return (
    <Modal open title="逐组念给对方" footer={null} onCancel={done} width={560}>
      <div className={styles.aloud}>
        <p className={styles.place}>
          第 {at + 1} 组，共 {groups.length} 组
        </p>
        <p className={styles.figures} aria-live="polite">
          {[...groups[at]!].map((digit, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: digits repeat, their places never change
            <span key={place}>{digit}</span>
          ))}
        </p>
        <p>念完一组，等对方说「一致」再念下一组。对方说不一致的，请停下，不要继续。</p>
        <div className={styles.buttons}>
          <Button disabled={at === 0} onClick={() => setAt(at - 1)}>
            上一组
          </Button>
          <Button type="primary" autoFocus onClick={() => (isLast ? done() : setAt(at + 1))}>
            {isLast ? '念完了' : '下一组'}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
