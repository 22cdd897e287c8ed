import type { LetterChecked } from '../../../src-main/domain/applications/check-letter.ts'
import type { ListRead } from '../../../src-main/domain/applications/import-list.ts'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import { Facts } from '../../ui/facts.tsx'
import styles from './import.module.css'
import { ImportFooter } from './import-footer.tsx'
import { LetterFacts, LetterScan } from './letter-dialog.tsx'
import { UnverifiedMark } from './unverified.tsx'

/** Says exactly what the button will do; until it is pressed nothing was written. */
export function ImportConfirm({
  batch,
  file,
  read,
  leftOut,
  letter,
  isBusy,
  onBack,
  onImport,
}: {
  readonly batch: Batch
  readonly file: string
  readonly read: ListRead
  readonly leftOut: ReadonlySet<number>
  /** Null: a list of the own office. */
  readonly letter: LetterChecked | null
  readonly isBusy: boolean
  readonly onBack: () => void
  readonly onImport: () => void
}) {
  const taken = read.applications.length - leftOut.size
  const warnings = read.findings.filter(
    ({ severity, row }) => severity === 'warning' && (row === null || !leftOut.has(row)),
  ).length
  const rows = [...leftOut].sort((a, b) => a - b)
  return (
    <>
      <div className={styles.confirm}>
        <p className={styles.verdict}>
          将导入 <strong>{taken}</strong> 项，不导入 <strong>{leftOut.size}</strong> 行。
        </p>
        <Facts
          rows={[
            ['批次', `${batch.title}（${batch.year}）`],
            ['文件', file],
            ['工作表', read.sheet],
            ...(rows.length > 0 ? [['不导入的行', `第 ${rows.join('、')} 行`] as const] : []),
            ['提醒', warnings === 0 ? '没有' : `${warnings} 条，照样导入，可在各申报页面中补录更正`],
          ]}
        />
        {letter && (
          <section className={styles.confirmLetter} aria-label="来函">
            <h2>
              <UnverifiedMark />这 {taken} 项都将标注「未校验来源」
            </h2>
            <LetterFacts letter={letter.letter} />
            <LetterScan scan={letter.letter.scan} />
          </section>
        )}
        <p className={styles.aside}>
          不导入的行和原因会记入全程留痕。导入后发现有误，在开始审查之前可以整批撤回。
        </p>
      </div>
      <ImportFooter onBack={onBack} onNext={onImport} next={`导入 ${taken} 项`} isBusy={isBusy} />
    </>
  )
}
