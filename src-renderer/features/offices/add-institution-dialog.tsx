import { Button, Input, Modal, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import { institutionCode, isShortName } from '../../../src-main/domain/offices/rules.ts'
import {
  type DeltaRegion,
  deltaRegions,
  regionShortLabel,
} from '../../../src-main/domain/organisations/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import { Field } from '../../ui/field.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useRecord } from '../../ui/record.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import styles from './offices.module.css'

type Region = DeltaRegion | 'none'

/** Another institution that acts: 建设办公室, 推进组, 受托机构. */
export function AddInstitutionDialog({ done }: { readonly done: () => void }) {
  const desk = useDesk()
  const notify = useNotify()
  const add = useRecord(desk.offices.add)
  const draft = useResumedDraft('offices/new', { name: '', short: '', code: '', region: 'none' as Region })
  const { name, short, code, region } = draft.value
  const [isTried, setTried] = useState(false)
  const faults = {
    name: name.trim().length < 2 ? '请填写全称' : null,
    short: isShortName(short.trim()) ? null : '请填写简称，不含 / : * ? " < > | 等符号',
    code: institutionCode.test(code) ? null : '2 至 12 位大写字母、数字，以字母开头',
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (faults.name || faults.short || faults.code) return
    const fields = { name: name.trim(), short: short.trim(), code, region: region === 'none' ? null : region }
    const result = await add.run(fields)
    if (!result.ok) return
    await draft.clear()
    notify.done(`已新增${fields.name}`)
    done()
  }

  return (
    <Modal open title="新增机构" footer={null} onCancel={done} mask={{ closable: false }}>
      <form onSubmit={submit} className={styles.form} data-fields="stacked">
        <Field label="全称" fault={isTried ? faults.name : null}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              value={name}
              maxLength={60}
              onChange={({ target }) => draft.change({ name: target.value })}
            />
          )}
        </Field>
        <Field label="简称" hint="列表中显示，最多 8 个字。" fault={isTried ? faults.short : null}>
          {(control) => (
            <Input
              {...control}
              value={short}
              maxLength={8}
              onChange={({ target }) => draft.change({ short: target.value })}
            />
          )}
        </Field>
        <Field
          label="代码"
          hint="各单位须使用同一个代码，定下后不能更改。如 JSB。"
          fault={isTried ? faults.code : null}
        >
          {(control) => (
            <Input
              {...control}
              value={code}
              maxLength={12}
              onChange={({ target }) => draft.change({ code: target.value.toUpperCase() })}
            />
          )}
        </Field>
        <Field label="所在地">
          {({ status, ...control }) => (
            <Select
              {...control}
              status={status}
              value={region}
              onChange={(chosen) => draft.change({ region: chosen })}
              style={{ width: '100%' }}
              options={[
                { value: 'none', label: '跨区域' },
                ...deltaRegions.map((one) => ({ value: one, label: regionShortLabel(one) })),
              ]}
            />
          )}
        </Field>
        <RefusalNote refusal={add.refusal} onClose={add.reset} />
        <div className={styles.buttons}>
          <Button onClick={done}>取消</Button>
          <Button type="primary" htmlType="submit" loading={add.isRunning}>
            新增机构
          </Button>
        </div>
      </form>
    </Modal>
  )
}
