import { Button, Modal } from 'antd'
import type { PackRead } from '../../../src-main/domain/rule-packs/pack-file.ts'
import { comparePacks, type RulePack } from '../../../src-main/domain/rule-packs/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { kindNames } from '../../text/batches.ts'
import { packName } from '../../text/rule-packs.ts'
import { Facts } from '../../ui/facts.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { DifferencesTable } from './differences-table.tsx'
import { packFindingSentence } from './pack-finding-words.ts'
import styles from './rule-packs.module.css'

/** Everything about a pack that was read out of a file; taken in only when nothing is wrong. */
export function ImportPackDialog({ read, done }: { readonly read: PackRead; readonly done: () => void }) {
  const desk = useDesk()
  const notify = useNotify()
  const importing = useRecord(desk.rulePacks.importPack)
  const { pack, findings, refusal, newest, file } = read

  async function take() {
    if (!pack) return
    const result = await importing.run({ pack })
    if (!result.ok) return
    notify.done(`已导入「${packName(pack)}」`)
    done()
  }

  const canTake = pack !== null && refusal === null
  return (
    <Modal
      open
      width={760}
      title={canTake ? `导入「${packName(pack)}」` : '这个规则包不能导入'}
      footer={null}
      onCancel={done}
      mask={{ closable: false }}
    >
      {findings.length > 0 && (
        <>
          <p>
            文件「{file}」有 {findings.length}{' '}
            处问题，没有导入任何内容。请把下面列出的问题发给提供规则包的单位改正。
          </p>
          <ul className={styles.findings} aria-label="规则包的问题">
            {findings.map((finding) => (
              <li key={`${finding.rule} ${finding.at} ${finding.code}`}>{packFindingSentence(finding)}</li>
            ))}
          </ul>
        </>
      )}
      {pack && <PackFacts pack={pack as RulePack} file={file} />}
      {refusal && <RefusalNote refusal={refusal} />}
      {canTake && newest && (
        <>
          <h3>与本机的「{packName(newest)}」相比</h3>
          <DifferencesTable differences={comparePacks(newest, pack as RulePack)} />
        </>
      )}
      {canTake && (
        <Note>导入后不影响任何批次：在「审查规则」中比较并采用之后才生效。其他单位会随数据交换包收到。</Note>
      )}
      <RefusalNote refusal={importing.refusal} onClose={importing.reset} />
      <div className={styles.buttons}>
        <Button onClick={done}>{canTake ? '取消' : '关闭'}</Button>
        {canTake && (
          <Button type="primary" loading={importing.isRunning} onClick={() => void take()}>
            导入
          </Button>
        )}
      </div>
    </Modal>
  )
}

function PackFacts({ pack, file }: { readonly pack: RulePack; readonly file: string }) {
  const { basis, inForce, rules, kind } = pack
  return (
    <Facts
      rows={[
        ['文件', file],
        ['规则包', packName(pack)],
        ['适用类别', kindNames[kind]],
        ['依据', `《${basis.title}》${basis.number ? `（${basis.number}）` : ''}`],
        ['有效期', inForce ? `${inForce.from} 至 ${inForce.until}` : '文件没有规定'],
        ['规则', `${rules.length} 项，默认启用 ${rules.filter(({ on }) => on).length} 项`],
      ]}
    />
  )
}
