import { Button } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { Section } from '../../ui/page.tsx'
import styles from './export.module.css'

/** Something lies on the stick: whether it may be pulled out, what it is, and where to go from here. */
export function WrittenOut({
  title,
  standing,
  actions,
  again,
  onAgain,
  children,
}: {
  readonly title: string
  /** A `Note`, read out as soon as it is there. */
  readonly standing: ReactNode
  readonly actions: ReactNode
  readonly again: string
  readonly onAgain: () => void
  readonly children: ReactNode
}) {
  const [, navigate] = useLocation()
  const heading = useRef<HTMLDivElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <Section title={title}>
      <div ref={heading} tabIndex={-1} className={styles.safe} role="status">
        {standing}
      </div>
      {children}
      <div className={styles.buttons}>
        <Button type="primary" onClick={() => navigate('/exchange')}>
          返回往来情况
        </Button>
        {actions}
        <Button onClick={onAgain}>{again}</Button>
      </div>
    </Section>
  )
}
