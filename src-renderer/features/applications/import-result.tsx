import { Button } from 'antd'
import { Link, useLocation } from 'wouter'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import styles from './import.module.css'
import { chooseBatch, clearFilter } from './list-state.ts'
import { attachPath, importsPath, listPath } from './paths.ts'
import { UnverifiedMark } from './unverified.tsx'

/** What was taken in, and what comes next. */
export function ImportResult({
  batch,
  taken,
  revised,
  isUnverified,
  leftOut,
  onAnother,
}: {
  readonly batch: Batch
  readonly taken: number
  /** Null: nothing of the list had been here before. */
  readonly revised: number | null
  readonly isUnverified: boolean
  readonly leftOut: number
  readonly onAnother: () => void
}) {
  const [, navigate] = useLocation()
  function show(path: string) {
    chooseBatch(batch.id)
    clearFilter()
    navigate(path)
  }
  return (
    <div className={styles.result} role="status">
      <h2>
        {revised === null ? `已导入 ${taken} 项` : `已新增 ${taken} 项，更新 ${revised} 项`}
        {leftOut > 0 ? `，${leftOut} 行按您的决定没有导入` : ''}
      </h2>
      {isUnverified && (
        <p>
          <UnverifiedMark />
          这些申报都已标注「未校验来源」，来函可以在申报页面和历次导入中查看。
        </p>
      )}
      {revised !== null && revised > 0 && (
        <p>
          改了什么，在<Link to={importsPath}>历次导入</Link>
          中打开这一次即可逐项查看；撤回这次导入，会恢复到更新之前。已开始审查的申报，受影响的审查项会标出来请您复看。
        </p>
      )}
      <p>
        发现导错了，可以在<Link to={importsPath}>历次导入</Link>
        中整批撤回；有申报开始审查之后就不能整批撤回了。
      </p>
      <div className={styles.resultActions}>
        <Button type="primary" onClick={() => show(listPath)}>
          查看申报清单
        </Button>
        <Button onClick={() => show(attachPath)}>按编号附上文件</Button>
        <Button onClick={onAnother}>再导入一份清单</Button>
      </div>
    </div>
  )
}
