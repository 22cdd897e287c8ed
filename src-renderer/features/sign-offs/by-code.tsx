import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useLocation } from 'wouter'
import { useDesk } from '../../app/desk.ts'
import { useNotify } from '../../ui/notify.ts'
import { signOffPath } from './paths.ts'
import styles from './sign-offs.module.css'

/** The paper in the hand: its check code opens where it is registered. */
export function ByCode() {
  const desk = useDesk()
  const notify = useNotify()
  const [, navigate] = useLocation()
  const [code, setCode] = useState('')
  async function find(event: FormEvent) {
    event.preventDefault()
    const found = await desk.signOffs.byCode({ code })
    if (!found.ok) return notify.refused(found.error)
    if (found.value === null) return notify.refused({ code: 'sign-offs/unknown' })
    navigate(signOffPath(found.value))
  }
  return (
    <form onSubmit={find} className={styles.code}>
      <Input
        className={styles.codeInput ?? ''}
        aria-label="呈批件校验码"
        placeholder="签回的呈批件校验码"
        maxLength={20}
        value={code}
        onChange={({ target }) => setCode(target.value)}
      />
      <Button htmlType="submit" disabled={code.replaceAll(/\s/g, '').length !== 8}>
        找到并登记
      </Button>
    </form>
  )
}
