import { type ReactNode, useEffect, useRef } from 'react'
import { Link, useLocation } from 'wouter'
import styles from './page.module.css'

/** A page: title, what can be done here, content. `fills` gives the content the whole height (lists). */
export function Page({
  title,
  remark,
  actions,
  back,
  fills = false,
  children,
}: {
  readonly title: string
  /** One line under the title. */
  readonly remark?: ReactNode
  readonly actions?: ReactNode
  /** The list this page was opened from; Esc goes there too. */
  readonly back?: { readonly to: string; readonly title: string }
  readonly fills?: boolean
  readonly children: ReactNode
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} - 长三角评审工作台`
  }, [title])
  useEffect(() => {
    // A page that put the focus somewhere itself keeps it there.
    const { activeElement } = document
    if (!activeElement || activeElement === document.body || activeElement.closest('nav')) {
      heading.current?.focus({ preventScroll: true })
    }
  }, [])
  const [, navigate] = useLocation()
  const backTo = back?.to
  useEffect(() => {
    if (!backTo) return
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      const isElsewhere =
        event.defaultPrevented ||
        target.closest('input:not([type=radio], [type=checkbox]), textarea, [role=dialog], [role=combobox]')
      if (event.key === 'Escape' && !isElsewhere) navigate(backTo)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [backTo, navigate])
  return (
    <div className={`${styles.page} ${fills ? styles.fills : ''}`}>
      <header className={styles.header}>
        <div className={styles.titles}>
          {back && (
            <Link to={back.to} className={styles.back}>
              返回{back.title}
            </Link>
          )}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {remark && <div className={styles.remark}>{remark}</div>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      <div className={styles.content}>{children}</div>
    </div>
  )
}

/** A part of a page with a heading of its own. */
export function Section({
  title,
  actions,
  children,
}: {
  readonly title: string
  readonly actions?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section className={styles.section}>
      <header className={styles.sectionHeader}>
        <h2>{title}</h2>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </section>
  )
}
