import { Button, Input, Modal } from 'antd'
import type { FormEvent } from 'react'
import type { RulePack } from '../../../src-main/domain/rule-packs/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import { Field } from '../../ui/field.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useRecord } from '../../ui/record.ts'
import { useSecondPerson } from '../../ui/second-person-dialog.tsx'
import styles from './rule-packs.module.css'

/** Title and 文号 as they stand on the issued paper, typed by one person and confirmed by another. */
export function ConfirmBasisDialog({ pack, done }: { readonly pack: RulePack; readonly done: () => void }) {
  const desk = useDesk()
  const notify = useNotify()
  const askSecond = useSecondPerson()
  const confirming = useRecord(desk.rulePacks.confirmBasis)
  const { basis } = pack
  const draft = useResumedDraft(`rule-packs/basis/${pack.id}/${pack.version}`, {
    title: basis.confirmed?.title ?? basis.title,
    number: basis.confirmed?.number ?? basis.number ?? '',
  })
  const { title, number } = draft.value
  const isComplete = title.trim().length >= 4 && number.trim().length >= 2

  async function confirm(event: FormEvent) {
    event.preventDefault()
    if (!isComplete) return
    const input = { pack: pack.id, version: pack.version, title: title.trim(), number: number.trim() }
    const confirmed = await askSecond({
      title: '共同确认：规则的依据',
      permission: 'rule-packs:second',
      facts: [
        ['规则', `${pack.title}　第 ${pack.version} 版`],
        ['文件名称', input.title],
        ['文号', input.number],
        ['确认后', '使用这套规则的结论和文书不再带「征求意见」字样，并注明以上名称和文号'],
      ],
      action: '共同确认依据',
      run: (second) => confirming.run(input, { second }),
    })
    if (!confirmed) return
    await draft.clear()
    notify.done('已核对依据')
    done()
  }

  return (
    <Modal
      open
      title="核对规则的依据"
      footer={null}
      onCancel={() => done()}
      width={600}
      mask={{ closable: false }}
    >
      <form onSubmit={confirm} data-fields="stacked">
        <p>请对照印发的文件逐字填写名称和文号，并核对规则中引用的条款与文件一致。已经作出的结论不受影响。</p>
        <Field label="文件名称" isRequired>
          {({ status, ...control }) => (
            <Input.TextArea
              {...control}
              status={status}
              autoSize
              maxLength={200}
              value={title}
              onChange={({ target }) => draft.change({ title: target.value })}
            />
          )}
        </Field>
        <Field label="文号" hint="如 苏科规范〔2025〕2号" isRequired>
          {({ status, ...control }) => (
            <Input
              {...control}
              status={status}
              maxLength={60}
              value={number}
              onChange={({ target }) => draft.change({ number: target.value })}
            />
          )}
        </Field>
        <div className={styles.buttons}>
          <Button onClick={() => done()}>取消</Button>
          <Button type="primary" htmlType="submit" disabled={!isComplete}>
            请复核人共同确认…
          </Button>
        </div>
      </form>
    </Modal>
  )
}
