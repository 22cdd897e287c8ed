import { Link } from 'wouter'
import { conditionWords } from '../../src-main/domain/integrity/rules.ts'
import { useQueryOf } from '../backend/queries.ts'
import styles from './condition-banner.module.css'
import { useDesk } from './desk.ts'
import { useMay } from './session.ts'

/** Above every page while the desk may only be read: what happened, what is safe, what to do. */
export function ConditionBanner() {
  const { integrity } = useDesk()
  const may = useMay()
  const state = useQueryOf(integrity.state, null)
  const condition = state.data?.condition
  if (!condition) return null
  const { what, safe, next } = conditionWords(condition)
  return (
    <section className={styles.banner} aria-label="工作台只能查看">
      <p className={styles.what}>工作台只能查看：{what}</p>
      <p>
        {safe}
        {next}
      </p>
      <p className={styles.links}>
        {may('administration:edit') && condition.reason !== 'retired' && (
          <Link to="/settings/recovery">去恢复</Link>
        )}
        <Link to="/settings/integrity">查看核查结果</Link>
        <span className={styles.code}>代码 desk/{condition.reason}</span>
      </p>
    </section>
  )
}
