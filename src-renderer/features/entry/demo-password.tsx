import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import styles from './entry.module.css'

/** The password of everybody at a desk of the demonstration; nothing at any other desk. `guided` names who begins. */
export function DemoPassword({
  desk,
  guided,
}: {
  readonly desk: string
  readonly guided?: string | undefined
}) {
  const { entry } = useDesk()
  const demo = useQueryOf(entry.demo, null).data?.found
  if (!demo?.desks.includes(desk)) return null
  return (
    <p className={styles.demo}>
      这是演练工作台，每个人的密码都是 <strong>{demo.password}</strong>
      {guided && `；第一次请以${guided}登录，有分步引导`}。
    </p>
  )
}
