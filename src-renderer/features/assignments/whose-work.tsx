import { Select } from 'antd'
import { nobody } from '../../../src-main/domain/assignments/rules.ts'
import { usePerson } from '../../app/session.ts'
import { useReviewList } from '../formal-review/review-list.ts'
import styles from './assignments.module.css'
import { useLoads } from './loads.ts'
import { nobodyInWords } from './words.ts'

/** Whose work the review list shows: everybody's, one's own, one colleague's, or nobody's. */
export function WhoseWork() {
  const { id } = usePerson()
  const assignee = useReviewList((list) => list.assignee)
  const loads = useLoads(null).data ?? []
  const others = loads.filter(({ person }) => person !== id)
  return (
    <Select
      allowClear
      placeholder="经办人"
      aria-label="经办人"
      className={styles.whose ?? ''}
      value={assignee}
      onChange={(value) => useReviewList.setState({ assignee: value ?? null })}
      options={[
        ...(loads.some(({ person }) => person === id) ? [{ value: id, label: '分给我的' }] : []),
        { value: nobody, label: nobodyInWords },
        ...others.map(({ person, name }) => ({ value: person, label: name })),
      ]}
    />
  )
}
