import { Button } from 'antd'
import { useState } from 'react'
import { copyText } from '../../ui/copy-text.ts'
import styles from './inbox.module.css'

/** A sentence to be sent to somebody, with a button that copies it. */
export function CopySentence({ text }: { readonly text: string }) {
  const [isCopied, setCopied] = useState(false)
  return (
    <div className={styles.sentence}>
      <q>{text}</q>
      <Button size="small" onClick={() => setCopied(copyText(text))} onBlur={() => setCopied(false)}>
        {isCopied ? '已复制' : '复制这句话'}
      </Button>
      <span className={styles.said} aria-live="polite">
        {isCopied ? '这句话已复制' : ''}
      </span>
    </div>
  )
}
