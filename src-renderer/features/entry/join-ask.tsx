import { useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { useDesk } from '../../app/desk.ts'
import { useCommand } from '../../backend/commands.ts'
import { Field } from '../../ui/field.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import styles from './entry.module.css'
import { choiceFault, notChosen, OfficeForm } from './office-form.tsx'

const longestName = 20

/** Which office, for what, and what people will call this desk. */
export function JoinAsk({ onBack }: { readonly onBack: () => void }) {
  const { entry } = useDesk()
  const queries = useQueryClient()
  const begin = useCommand(entry.beginJoin)
  const [choice, setChoice] = useState(notChosen)
  const [name, setName] = useState('')
  const [isTried, setTried] = useState(false)
  const nameFault = name.trim() === '' ? '请填写名称' : null

  async function ask(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    const { institution, environment } = choice
    if (!institution || !environment || nameFault) return
    const begun = await begin.run({ institution, environment, name: name.trim() })
    if (begun.ok) await queries.invalidateQueries()
  }

  return (
    <OfficeForm
      title="加入本单位已有的工作台"
      remark="本单位已经在另一台电脑上使用，这台电脑作为又一个工作台。需要用优盘在两台电脑之间来回一次。"
      choice={choice}
      onChoose={setChoice}
      onSubmit={ask}
      fault={isTried ? choiceFault(choice) : null}
      beside={
        <Field
          label="这台工作台的名称"
          fault={isTried ? nameFault : null}
          hint="同事们怎么称呼它，如「二楼工作台」。以后不能改。"
        >
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={longestName}
              autoComplete="off"
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
      }
    >
      <RefusalNote refusal={begin.refusal} onClose={begin.reset} />
      <div className={styles.buttons}>
        <Button type="primary" htmlType="submit" loading={begin.isRunning}>
          生成加入申请
        </Button>
        <Button type="link" onClick={onBack}>
          返回
        </Button>
      </div>
    </OfficeForm>
  )
}
