import { useEffect, useState } from 'react'
import { clockOf } from '../ui/dates.ts'
import { useActivity } from './activity.ts'
import styles from './saved-state.module.css'

/** 「已保存 10:32:05」, or that it is being saved when that takes a noticeable time. */
export function SavedState() {
  const isRecording = useActivity(({ recording }) => recording > 0)
  const savedAt = useActivity((activity) => activity.savedAt)
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    setSlow(false)
    if (!isRecording) return
    const timer = setTimeout(() => setSlow(true), 300)
    return () => clearTimeout(timer)
  }, [isRecording])
  return (
    <span className={styles.state} data-testid="saved-state">
      {isSlow ? '正在保存…' : savedAt && `已保存 ${clockOf(savedAt)}`}
    </span>
  )
}
