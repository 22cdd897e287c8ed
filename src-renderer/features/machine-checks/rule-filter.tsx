import { Select } from 'antd'
import { ruleWords } from '../../../src-main/domain/history/rules.ts'
import type { CheckSummary } from '../../../src-main/domain/machine-checks/index.ts'
import type { CheckFilter, RuleCount } from '../../../src-main/domain/machine-checks/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { states } from '../../text/states.ts'
import { everything, useCheckList } from './check-list.ts'
import styles from './machine-checks.module.css'

const kinds = [
  { found: 'fails', state: '不符合' },
  { found: 'open', state: '待人工' },
  { found: 'hints', state: '提示' },
] as const

/** How many applications each rule holds something against; each number lists them. */
export function RuleFilter({ batch, summary }: { readonly batch: string; readonly summary: CheckSummary }) {
  const filter = useCheckList((list) => list.filter)
  const show = (next: CheckFilter) => useCheckList.setState({ filter: next })
  const isAll = filter.rule === null && filter.exactly === null && !filter.isClean
  return (
    <div className={styles.filter}>
      <div className={styles.wide}>
        <button type="button" aria-pressed={isAll} onClick={() => show(everything)}>
          全部 {summary.applications.toLocaleString('en-US')}
        </button>
        <button
          type="button"
          aria-pressed={filter.isClean}
          onClick={() => show({ ...everything, isClean: true })}
        >
          机器没有发现问题 {summary.clean.toLocaleString('en-US')}
        </button>
        <Exactly batch={batch} rules={summary.rules} filter={filter} onShow={show} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles.rules} aria-label="按规则" tabIndex={0}>
        {summary.rules.map((rule) => (
          <div key={rule.code} className={styles.rule}>
            <span className={styles.code} title={ruleWords(rule.code)}>
              {ruleWords(rule.code)}
            </span>
            {kinds.map(
              ({ found, state }) =>
                rule[found] > 0 && (
                  <button
                    key={found}
                    type="button"
                    data-tone={states[state].tone}
                    aria-pressed={filter.rule?.code === rule.code && filter.rule.found === found}
                    onClick={() => show({ ...everything, rule: { code: rule.code, found } })}
                  >
                    {state} {rule[found].toLocaleString('en-US')}
                  </button>
                ),
            )}
          </div>
        ))}
      </section>
    </div>
  )
}

/** Exactly these rules fail and no other: those need one and the same letter. */
function Exactly({
  batch,
  rules,
  filter,
  onShow,
}: {
  readonly batch: string
  readonly rules: readonly RuleCount[]
  readonly filter: CheckFilter
  readonly onShow: (filter: CheckFilter) => void
}) {
  const desk = useDesk()
  const input = {
    batch,
    filter,
    sort: { column: 'number', descending: false },
    offset: 0,
    limit: 1,
  } as Parameters<typeof desk.machineChecks.list>[0]
  const { data } = useQueryOf(desk.machineChecks.list, input, { enabled: filter.exactly !== null })
  const total = (data as { readonly total: number } | undefined)?.total
  return (
    <span className={styles.exactly}>
      <span id="exactly-these">恰好只有这些项不符合</span>
      <Select
        mode="multiple"
        size="small"
        allowClear
        aria-labelledby="exactly-these"
        className={styles.choice ?? ''}
        placeholder="选择规则"
        value={[...(filter.exactly ?? [])]}
        onChange={(chosen) => onShow({ ...everything, exactly: chosen.length === 0 ? null : chosen })}
        options={rules
          .filter(({ fails }) => fails > 0)
          .map(({ code }) => ({ value: code, label: ruleWords(code) }))}
      />
      {filter.exactly !== null && total !== undefined && <span>{total.toLocaleString('en-US')} 项</span>}
    </span>
  )
}
