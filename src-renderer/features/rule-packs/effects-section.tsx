import { Button } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import type { Result } from '../../../src-main/core/result.ts'
import type { Batch } from '../../../src-main/domain/batches/index.ts'
import type { PackEffects } from '../../../src-main/domain/formal-review/pack-effects.ts'
import type { FindingVerdict } from '../../../src-main/domain/formal-review/rules.ts'
import { ruleWords } from '../../../src-main/domain/history/rules.ts'
import type { KnownPack } from '../../../src-main/domain/rule-packs/index.ts'
import { useDesk } from '../../app/desk.ts'
import { Note } from '../../ui/note.tsx'
import { Section } from '../../ui/page.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import { SmallTable } from '../../ui/small-table.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import styles from './rule-packs.module.css'

/** Numbers of applications shown before 「全部」. */
const shownNumbers = 8

/** Which findings of open reviews would change; computed at once, with progress and 取消 in the top bar. */
export function EffectsSection({ batch, pack }: { readonly batch: Batch; readonly pack: KnownPack }) {
  const desk = useDesk()
  const runTask = useTaskRunner()
  const [result, setResult] = useState<Result<PackEffects> | null>(null)
  const compute = useCallback(async () => {
    setResult(null)
    const input = { batch: batch.id, pack: pack.id, version: pack.version }
    setResult(await runTask({ title: '比较规则', call: desk.formalReview.packEffects, input, saves: false }))
  }, [desk, runTask, batch.id, pack.id, pack.version])
  useEffect(() => void compute(), [compute])
  return (
    <Section title="对本单位未作结论的申报">
      {result === null && <p className={styles.hint}>正在按这一版规则逐项核对…</p>}
      {result?.ok === false && <RefusalNote refusal={result.error} onClose={() => void compute()} />}
      {result?.ok === false && <Button onClick={() => void compute()}>重新核对</Button>}
      {result?.ok && <Effects effects={result.value} />}
    </Section>
  )
}

const words: Readonly<Record<FindingVerdict, string>> = {
  pass: '符合',
  fail: '不符合',
  'not-applicable': '不适用',
  'cannot-check': '待人工',
  hint: '提示',
}

function Effects({ effects: { open, closed, rules } }: { readonly effects: PackEffects }) {
  return (
    <>
      <p className={styles.hint}>
        核对了 {open} 项。已作结论的 {closed}{' '}
        项保留当时的规则，不受影响；其他单位的申报由各单位在自己的工作台上核对。
      </p>
      {rules.length === 0 ? (
        <Note tone="good">机器核对的结果都不变。</Note>
      ) : (
        <SmallTable
          label="机器核对结果的变化"
          head={['规则', '现在', '采用后', '项数', '申报编号']}
          rows={rules.flatMap(({ code, changes }) =>
            changes.map(({ before, after, count, numbers }, i) => ({
              key: `${code} ${before} ${after}`,
              cells: [
                i === 0 ? ruleWords(code) : '',
                before === null ? '停用' : words[before],
                after === null ? '停用' : words[after],
                String(count),
                <Numbers key="numbers" numbers={numbers} count={count} />,
              ],
            })),
          )}
        />
      )}
    </>
  )
}

function Numbers({ numbers, count }: { readonly numbers: readonly string[]; readonly count: number }) {
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? numbers : numbers.slice(0, shownNumbers)
  return (
    <>
      {shown.join('、')}
      {!isWhole && numbers.length > shown.length && (
        <button type="button" className={styles.restore} onClick={() => setWhole(true)}>
          　共 {count} 项，{numbers.length < count ? `列出前 ${numbers.length} 项` : '全部列出'}
        </button>
      )}
    </>
  )
}
