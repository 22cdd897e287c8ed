import { Input } from 'antd'
import type { LetterChecked } from '../../../src-main/domain/applications/check-letter.ts'
import type { ListRead } from '../../../src-main/domain/applications/import-list.ts'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import { type ComparedRow, isClosed } from '../../../src-main/domain/revisions/rules.ts'
import { Facts } from '../../ui/facts.tsx'
import { Field } from '../../ui/field.tsx'
import styles from './import.module.css'
import { ImportFooter } from './import-footer.tsx'
import { LetterFacts, LetterScan } from './letter-dialog.tsx'
import { UnverifiedMark } from './unverified.tsx'

/** What of a list that comes again will be written. */
export type Again = {
  readonly fresh: number
  readonly chosen: readonly ComparedRow[]
  /** Changes that are taken in them. */
  readonly changes: number
  readonly same: number
  readonly missing: number
  readonly reason: string
  readonly onReason: (reason: string) => void
}

/** Says exactly what the button will do; until it is pressed nothing was written. */
export function ImportConfirm({
  batch,
  file,
  read,
  leftOut,
  letter,
  again,
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
  /** Of a list that comes again; null when all of it is new. */
  readonly again: Again | null
  readonly isBusy: boolean
  readonly onBack: () => void
  readonly onImport: () => void
}) {
  const taken = again?.fresh ?? read.applications.length - leftOut.size
  const closed = again?.chosen.filter(isClosed).length ?? 0
  const open = again?.chosen.filter(({ review }) => review === 'open').length ?? 0
  const isReasonMissing = closed > 0 && again?.reason.trim() === ''
  const warnings = read.findings.filter(
    ({ severity, row }) => severity === 'warning' && (row === null || !leftOut.has(row)),
  ).length
  const rows = [...leftOut].sort((a, b) => a - b)
  return (
    <>
      <div className={styles.confirm}>
        <p className={styles.verdict}>
          {again ? (
            <>
              将新增 <strong>{taken}</strong> 项，更新 <strong>{again.chosen.length}</strong> 项（
              {again.changes} 处变化），不导入 <strong>{leftOut.size}</strong> 行。
            </>
          ) : (
            <>
              将导入 <strong>{taken}</strong> 项，不导入 <strong>{leftOut.size}</strong> 行。
            </>
          )}
        </p>
        <Facts
          rows={[
            ['批次', `${batch.title}（${batch.year}）`],
            ['文件', file],
            ['工作表', read.sheet],
            ...(rows.length > 0 ? [['不导入的行', `第 ${rows.join('、')} 行`] as const] : []),
            ...(again
              ? [
                  ['相同', `${again.same} 项，不再写入`] as const,
                  ['清单中没有', `${again.missing} 项，不因此改动`] as const,
                  ['已开始审查', `${open} 项，审查意见不变，受影响的审查项会标出来复看`] as const,
                  ['已有结论', `${closed} 项，结论和当时的核查结果不变`] as const,
                ]
              : []),
            ['提醒', warnings === 0 ? '没有' : `${warnings} 条，照样导入，可在各申报页面中补录更正`],
          ]}
        />
        {again && closed > 0 && (
          <div className={styles.confirmReason} data-fields="stacked">
            <Field
              label="理由"
              hint={`${closed} 项已有审查结论，采用变化须写明理由，记入全程留痕。`}
              isRequired
            >
              {(control) => (
                <Input
                  {...control}
                  maxLength={500}
                  value={again.reason}
                  placeholder="如：申报单位来函更正，苏州思函〔2026〕3号"
                  onChange={({ target }) => again.onReason(target.value)}
                />
              )}
            </Field>
          </div>
        )}
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
          不导入的行和原因会记入全程留痕。
          {again
            ? '导入后发现有误，可以整批撤回，恢复到更新之前；在此之后又有审查意见的除外。'
            : '导入后发现有误，在开始审查之前可以整批撤回。'}
        </p>
      </div>
      <ImportFooter
        onBack={onBack}
        onNext={onImport}
        next={again ? `新增 ${taken} 项、更新 ${again.chosen.length} 项` : `导入 ${taken} 项`}
        isNextOff={isReasonMissing}
        isBusy={isBusy}
      >
        {isReasonMissing && '请先写明理由。'}
      </ImportFooter>
    </>
  )
}
