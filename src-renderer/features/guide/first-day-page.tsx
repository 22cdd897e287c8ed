import { Button } from 'antd'
import { useLocation } from 'wouter'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Page } from '../../ui/page.tsx'
import styles from './guide.module.css'
import { type FirstDay, useFirstDay } from './use-first-day.ts'

/** All ten steps on one page; here the guide is begun again after it was ended. */
export function FirstDayPage() {
  const day = useFirstDay()
  return (
    <Page title="第一天引导" {...(day ? { actions: <Actions day={day} /> } : {})}>
      {day ? (
        <Steps day={day} />
      ) : (
        <EmptyState title="引导要用演练数据">
          退出登录，在登录页点「在本机另建一个工作台」，再点「先用演练数据看看」；然后以江苏的经办人登录。正式数据不受影响。
        </EmptyState>
      )}
    </Page>
  )
}

function Actions({ day }: { readonly day: FirstDay }) {
  const { isEnded, ticked, remember } = day
  return (
    <>
      {isEnded && (
        <Button type="primary" onClick={() => remember({ isEnded: false, isFolded: false })}>
          接着办
        </Button>
      )}
      {(isEnded || ticked.length > 0) && (
        <Button onClick={() => remember({ isEnded: false, isFolded: false, ticked: [] })}>从头再来</Button>
      )}
    </>
  )
}

function Steps({ day: { steps, password } }: { readonly day: FirstDay }) {
  const [, navigate] = useLocation()
  return (
    <>
      <p className={styles.about}>
        要用的文件都在「第一天的材料」文件夹里，选择文件时在最上面。需要两人办理的，第二人的密码也是{' '}
        {password}
        。办成的步骤自动打勾；从头再来只清除您自己打的勾，已经办理的记录不会消失。
      </p>
      <ol className={styles.steps}>
        {steps.map(({ title, text, to, action, isTicked }, i) => (
          <li key={title} className={styles.step} data-ticked={isTicked || undefined}>
            <span className={styles.mark}>{isTicked ? '✓' : i + 1}</span>
            <div>
              <strong>{title}</strong>
              {isTicked && '（已办）'}
              <p className={styles.stepText}>{text}</p>
            </div>
            <Button onClick={() => navigate(to)}>{action}</Button>
          </li>
        ))}
      </ol>
    </>
  )
}
