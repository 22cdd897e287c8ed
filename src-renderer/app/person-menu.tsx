import { App, Button, Dropdown } from 'antd'
import { useLocation } from 'wouter'
import { DownIcon } from '../ui/icons.tsx'
import { showKeyMap } from '../ui/shown-keys.ts'
import { useActivityStore } from './activity.ts'
import styles from './person-menu.module.css'
import { scales, useScale } from './scale.ts'
import { useLeave, usePerson } from './session.ts'

/** Who works here; how large everything is, the keys, own account, lock, log out. */
export function PersonMenu() {
  const { name, roles } = usePerson()
  const leave = useLeave()
  const { scale, choose } = useScale()
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
    {
      type: 'group' as const,
      label: '显示大小',
      children: scales.map((one) => ({
        key: `scale-${one}`,
        label: `${one}%${one === scale ? '（当前）' : ''}`,
        onClick: () => choose(one),
      })),
    },
    { type: 'divider' as const },
    { key: 'keys', label: '键盘操作　?', onClick: showKeyMap },
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
