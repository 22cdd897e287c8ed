import { useEffect, useState } from 'react'
import { useConnectionState } from '../backend/queries.ts'
import styles from './connection-banner.module.css'
import { useConnection } from './desk.ts'

const quietFor = 400
const worryAfter = 15_000

/** Says when the backend is away and that nothing is lost; goes by itself when it is back. */
export function ConnectionBanner() {
  const isOpen = useConnectionState(useConnection()) === 'open'
  const [phase, setPhase] = useState<'quiet' | 'away' | 'long-away'>('quiet')
  useEffect(() => {
    setPhase('quiet')
    if (isOpen) return
    const timers = [
      setTimeout(() => setPhase('away'), quietFor),
      setTimeout(() => setPhase('long-away'), worryAfter),
    ]
    return () => timers.forEach(clearTimeout)
  }, [isOpen])
  return (
    <div role="status" aria-live="polite">
      {phase === 'away' && (
        <p className={styles.banner}>与后台的连接断开了，正在重新连接。已保存的内容都在，请稍候。</p>
      )}
      {phase === 'long-away' && (
        <p className={styles.banner}>
          连接仍未恢复。已保存的内容都在本机，不受影响。请关闭本窗口，重新启动工作台；仍不行请告知系统管理员（代码
          desk/connection-lost）。
        </p>
      )}
    </div>
  )
}
