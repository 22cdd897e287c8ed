import { Button, Checkbox } from 'antd'
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import { StateTag } from '../../ui/state-tag.tsx'
import { RegionChips } from '../applications/region-chips.tsx'
import styles from '../formal-review/review-header.module.css'
import { checksPath } from './paths.ts'

/** Which application is checked, how much is left, and how the first verdicts are to be seen. */
export function CheckHeader({
  page,
  left,
  place,
  total,
  isBlind,
  isOver,
  onBlind,
  onAgree,
  onSubmit,
  onKeys,
  onGo,
}: {
  readonly page: ReviewPage
  readonly left: number
  /** From 1 among those that wait; 0 when it does not. */
  readonly place: number
  readonly total: number
  readonly isBlind: boolean
  /** Nothing is to be checked here any more. */
  readonly isOver: boolean
  readonly onBlind: (isBlind: boolean) => void
  readonly onAgree: () => void
  readonly onSubmit: () => void
  readonly onKeys: () => void
  readonly onGo: (by: 1 | -1) => void
}) {
  const [, navigate] = useLocation()
  const { application, secondCheck } = page
  const { number, title, organisations } = application.content
  const lead = organisations.find(({ roles }) => roles.includes('牵头'))
  const regions = [...new Set(organisations.flatMap(({ region }) => region ?? []))]
  const { request } = secondCheck
  useEffect(() => {
    document.title = `${number} 复核 - 长三角评审工作台`
  }, [number])
  return (
    <header className={styles.header}>
      <div className={styles.line}>
        <h1 tabIndex={-1} className={styles.title} title={title}>
          复核　{number}　{title}
        </h1>
        <span className={styles.walk}>
          {place > 0 && (
            <span className={styles.place}>
              待复核第 {place} / {total} 份
            </span>
          )}
          <Button size="small" disabled={place <= 1} onClick={() => onGo(-1)} title="上一份（[）">
            上一份
          </Button>
          <Button
            size="small"
            disabled={place === 0 || place >= total}
            onClick={() => onGo(1)}
            title="下一份（]）"
          >
            下一份
          </Button>
          <Button size="small" onClick={() => navigate(checksPath)} title="返回复核清单（Esc）">
            返回清单
          </Button>
        </span>
      </div>
      <div className={styles.line}>
        <span className={styles.standing}>
          {secondCheck.isWaiting && <StateTag state="待复核" />}
          {!isBlind && request?.outcome && <span>拟作结论：{request.outcome}</span>}
          <span className={styles.lead} title={lead?.name}>
            {lead?.name ?? '牵头单位未录入'}
          </span>
          <RegionChips lead={lead?.region ?? null} regions={regions} />
        </span>
        {!isOver && (
          <span className={styles.work}>
            <Checkbox checked={isBlind} onChange={({ target }) => onBlind(target.checked)}>
              先不看初审意见
            </Checkbox>
            <Button size="small" type="link" onClick={onKeys}>
              按键（?）
            </Button>
            <span className={styles.progress} data-done={left === 0 || undefined} aria-live="polite">
              {left === 0 ? '各项都已复核' : `还剩 ${left} 项`}
            </span>
            {!isBlind && (
              <Button size="small" disabled={left === 0} onClick={onAgree}>
                其余都同意（A）
              </Button>
            )}
            <Button size="small" type={left === 0 ? 'primary' : 'default'} onClick={onSubmit}>
              提交复核（C）
            </Button>
          </span>
        )}
      </div>
    </header>
  )
}
