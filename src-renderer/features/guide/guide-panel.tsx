import { Button } from 'antd'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { useConfirm } from '../../ui/confirm-dialog.tsx'
import { DownIcon, UpIcon } from '../../ui/icons.tsx'
import styles from './guide.module.css'
import { type FirstDay, useFirstDay } from './use-first-day.ts'

/** The guided first day under the page: what to do now, a button that goes there; folded or ended by the person. */
export function GuidePanel() {
  const day = useFirstDay()
  if (!day || day.isEnded) return null
  return day.isFolded ? <Folded day={day} /> : <Panel day={day} />
}

function Folded({ day }: { readonly day: FirstDay }) {
  const { steps, current, remember } = day
  return (
    <aside className={styles.folded} aria-label="第一天引导">
      <span>
        {current < steps.length
          ? `第一天：第 ${current + 1} 步，${steps[current]!.title}`
          : '第一天的十步都办完了'}
      </span>
      <Button type="text" size="small" onClick={() => remember({ isFolded: false })}>
        展开
        <UpIcon />
      </Button>
    </aside>
  )
}

function Panel({ day }: { readonly day: FirstDay }) {
  const { steps, current, ticked, remember } = day
  const [looked, setLooked] = useState<number | null>(null)
  const [, navigate] = useLocation()
  const confirm = useConfirm()
  // What is done moves on by itself; whoever looks at another step stays there until they do the next thing.
  const shown = looked ?? Math.min(current, steps.length - 1)
  const step = steps[shown]!
  const isOver = current === steps.length && looked === null

  function look(step: number) {
    setLooked(step === current ? null : step)
  }

  function tick() {
    remember({ ticked: [...ticked, shown] })
    setLooked(null)
  }

  async function end() {
    const isSure = await confirm({
      title: '结束第一天引导？',
      body: '办过的内容都在。以后可以在「设置—第一天引导」接着办，或者从头再来。',
      action: '结束引导',
    })
    if (isSure) remember({ isEnded: true })
  }

  return (
    <aside className={styles.panel} aria-label="第一天引导">
      <div className={styles.places}>
        <span className={styles.count}>
          第一天 {steps.filter(({ isTicked }) => isTicked).length}/{steps.length}
        </span>
        <ol className={styles.dots}>
          {steps.map(({ title, isTicked }, i) => (
            <li key={title}>
              <button
                type="button"
                className={styles.dot}
                data-ticked={isTicked || undefined}
                aria-current={i === shown ? 'step' : undefined}
                aria-label={`第 ${i + 1} 步：${title}${isTicked ? '，已办' : ''}`}
                title={title}
                onClick={() => look(i)}
              >
                {isTicked ? '✓' : i + 1}
              </button>
            </li>
          ))}
        </ol>
      </div>
      <div className={styles.text} aria-live="polite">
        {isOver ? (
          <>
            <strong>十步都办完了。</strong>
            从受理、审查、通知到与外省交换，您已经走过一遍；正式工作台的办法完全一样。
          </>
        ) : (
          <>
            <strong>
              {shown + 1}. {step.title}
              {step.isTicked && '（已办）'}
            </strong>
            {step.text}
          </>
        )}
      </div>
      <div className={styles.buttons}>
        {isOver ? (
          <Button type="primary" onClick={() => remember({ isEnded: true })}>
            结束引导
          </Button>
        ) : (
          <>
            <Button type={step.isTicked ? 'default' : 'primary'} onClick={() => navigate(step.to)}>
              {step.action}
            </Button>
            {!step.isTicked && step.isDone === null && <Button onClick={tick}>办好了</Button>}
            {looked !== null && <Button onClick={() => setLooked(null)}>接着办</Button>}
          </>
        )}
      </div>
      <div className={styles.corner}>
        <Button type="text" size="small" onClick={() => remember({ isFolded: true })}>
          折叠
          <DownIcon />
        </Button>
        {!isOver && (
          <Button type="text" size="small" onClick={end}>
            结束
          </Button>
        )}
      </div>
    </aside>
  )
}
