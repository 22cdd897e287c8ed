import { App, Button, Dropdown } from 'antd'
import { useLocation } from 'wouter'
import { DownIcon } from '../ui/icons.tsx'
import { useActivityStore } from './activity.ts'
import styles from './person-menu.module.css'
import { useLeave, usePerson } from './session.ts'

/** Who works here; own account, lock, log out. */
export function PersonMenu() {
  const { name, roles } = usePerson()
  const leave = useLeave()
  const activity = useActivityStore()
  const { message } = App.useApp()

  /** Leaving takes the keys away that a running task still needs. */
  function unlessBusy(go: () => Promise<void>) {
    const [running] = activity.getState().tasks
    if (running) void message.warning(`「${running.title}」正在进行，请等它办完，或先在顶栏取消`, 5)
    else void go()
  }

  const [, navigate] = useLocation()
  const items = [
    { type: 'group' as const, label: `角色：${roles.join('、')}` },
    { type: 'divider' as const },
    { key: 'account', label: '我的账户与密码', onClick: () => navigate('/settings/own-account') },
    { key: 'lock', label: '锁定', onClick: () => unlessBusy(() => leave.lock('locked')) },
    { key: 'out', label: '退出登录', onClick: () => unlessBusy(leave.logOut) },
  ]
  return (
    <div className={styles.person}>
      <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
        <Button type="text" className={styles.name ?? ''} aria-haspopup="menu">
          {name}
          <DownIcon />
        </Button>
      </Dropdown>
      <Button size="small" onClick={() => unlessBusy(() => leave.lock('locked'))}>
        锁定
      </Button>
    </div>
  )
}
