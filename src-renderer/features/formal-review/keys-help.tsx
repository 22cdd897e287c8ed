import { Modal } from 'antd'
import styles from './keys-help.module.css'

const keys: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['1'], '判为符合，转到下一个未定项'],
  [['2'], '判为不符合，转到下一个未定项'],
  [['3'], '判为不适用，转到下一个未定项'],
  [['0'], '撤回意见；机器判断的项改为待人工'],
  [['Ctrl+Z'], '撤销刚才的判断'],
  [['N'], '写说明；写时 Alt+1、2、3 直接判断，Esc 返回'],
  [['E'], '把左边正在看的页或字段记为依据'],
  [['↑', '↓'], '上一项、下一项'],
  [['←', '→'], '附件上一页、下一页'],
  [['V'], '附件与申报信息之间切换'],
  [['I'], '补录申报信息'],
  [['D'], '到附件里：缩放、旋转、M 标注；Esc 回来'],
  [['C'], '作出结论'],
  [['[', ']'], '清单中的上一份、下一份申报（也可用 K、J）'],
  [['Esc'], '返回'],
  [['?'], '显示这张表'],
]

/** Every key of review mode. */
export function KeysHelp({ done }: { readonly done: () => void }) {
  return (
    <Modal open title="审查按键" footer={null} onCancel={() => done()} width={560}>
      <table className={styles.keys}>
        <tbody>
          {keys.map(([names, what]) => (
            <tr key={what}>
              <th scope="row">
                {names.map((name) => (
                  <kbd key={name}>{name}</kbd>
                ))}
              </th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  )
}
