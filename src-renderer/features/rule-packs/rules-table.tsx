import { Switch } from 'antd'
import type { Rule, RulePack } from '../../../src-main/domain/rule-packs/rules.ts'
import { ruleHowWords } from '../../text/rule-how.ts'
import { ParameterInput } from './parameter-input.tsx'
import { inWords, isOn, type Plan, parameterOf, withoutSetting, withParameter, withSwitch } from './plan.ts'
import styles from './rule-packs.module.css'

/** Every rule of a pack in plain words; without `onChange` to be read only. */
export function RulesTable({
  pack,
  plan,
  onChange,
}: {
  readonly pack: RulePack
  readonly plan: Plan
  readonly onChange?: (plan: Plan) => void
}) {
  const on = pack.rules.filter((rule) => isOn(plan, rule)).length
  return (
    <>
      <p className={styles.hint}>
        共 {pack.rules.length} 项，启用 {on} 项。
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles.scroll} aria-label="审查规则" tabIndex={0}>
        <table className={styles.rules}>
          <thead>
            <tr>
              <th scope="col">代码</th>
              <th scope="col">启用</th>
              <th scope="col">检查什么</th>
              <th scope="col">怎样判断</th>
              <th scope="col">依据</th>
              <th scope="col">本批次的设定</th>
            </tr>
          </thead>
          <tbody>
            {pack.rules.map((rule) => (
              <RuleRow key={rule.code} rule={rule} plan={plan} {...(onChange ? { onChange } : {})} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

function RuleRow({
  rule,
  plan,
  onChange,
}: {
  readonly rule: Rule
  readonly plan: Plan
  readonly onChange?: (plan: Plan) => void
}) {
  const { code, title, how, article, aid, suppliedLater, explanation, parameters } = rule
  const isUsed = isOn(plan, rule)
  return (
    <tr data-off={!isUsed || undefined}>
      <th scope="row">{code}</th>
      <td>
        {onChange ? (
          <Switch
            size="small"
            checked={isUsed}
            aria-label={`启用 ${code} ${title}`}
            onChange={(next) => onChange(withSwitch(plan, rule, next))}
          />
        ) : isUsed ? (
          '启用'
        ) : (
          '停用'
        )}
      </td>
      <td>
        <div className={styles.title}>{title}</div>
        <div className={styles.explanation}>{explanation}</div>
      </td>
      <td>
        {ruleHowWords[how]}
        <div className={styles.explanation}>
          {how === 'hint'
            ? '不影响结论'
            : aid
              ? '辅助项：写明理由可通过'
              : suppliedLater
                ? '可补交材料'
                : '不能补交'}
        </div>
      </td>
      <td>{article}</td>
      <td>
        {parameters.map((parameter) => (
          <div key={parameter.name} className={styles.parameter}>
            <span>{parameter.title}</span>
            {onChange ? (
              <ParameterInput
                label={`${code} ${parameter.title}`}
                parameter={parameter}
                value={parameterOf(plan, code, parameter)}
                isDisabled={!isUsed}
                onChange={(value) => onChange(withParameter(plan, code, parameter, value))}
              />
            ) : (
              <span>{inWords(parameter, parameterOf(plan, code, parameter))}</span>
            )}
          </div>
        ))}
        {plan.settings[code] &&
          (onChange ? (
            <button
              type="button"
              className={styles.restore}
              onClick={() => onChange(withoutSetting(plan, code))}
            >
              恢复默认
            </button>
          ) : (
            <span className={styles.explanation}>与默认不同</span>
          ))}
      </td>
    </tr>
  )
}
