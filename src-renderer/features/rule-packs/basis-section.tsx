import { Button } from 'antd'
import type { RulePack } from '../../../src-main/domain/rule-packs/rules.ts'
import { useMay } from '../../app/session.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Note } from '../../ui/note.tsx'
import { Section } from '../../ui/page.tsx'
import { ConfirmBasisDialog } from './confirm-basis-dialog.tsx'
import { EndingNote } from './ending-note.tsx'
import styles from './rule-packs.module.css'

/** The text the rules follow, whether this office has compared it with the issued paper, and how long it is in force. */
export function BasisSection({ pack }: { readonly pack: RulePack }) {
  const show = useDialogs()
  const may = useMay()
  const { basis, inForce } = pack
  const { confirmed } = basis
  return (
    <Section
      title="依据"
      actions={
        may('rule-packs:edit') && (
          <Button onClick={() => void show<void>((done) => <ConfirmBasisDialog pack={pack} done={done} />)}>
            {confirmed ? '重新核对…' : '核对依据…'}
          </Button>
        )
      }
    >
      {!confirmed && (
        <div className={styles.note}>
          <Note tone="warn">
            规则的依据还没有由本单位与印发的文件核对过，结论和文书都带「征求意见」字样。由经办人填写文件名称和文号，复核人当场共同确认。
          </Note>
        </div>
      )}
      <div className={styles.note}>
        <EndingNote pack={pack} />
      </div>
      <Facts
        rows={[
          ['规则', `${pack.title}　第 ${pack.version} 版`],
          ['文件名称', confirmed?.title ?? basis.title],
          ['文号', confirmed?.number ?? basis.number ?? '没有文号'],
          ['核对情况', confirmed ? `已核对（${confirmed.date}）` : '征求意见，尚未核对'],
          ['有效期', inForce ? `${inForce.from} 至 ${inForce.until}` : '文件没有规定'],
        ]}
      />
    </Section>
  )
}
