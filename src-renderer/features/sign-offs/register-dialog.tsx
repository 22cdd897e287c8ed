import { Button, Input, Modal, Radio, Select } from 'antd'
import { type FormEvent, useState } from 'react'
import type { SignOffPage } from '../../../src-main/domain/formal-review/sign-off-request.ts'
import {
  checkSignedPaper,
  type Opinion,
  opinions,
  signOffLimits,
} from '../../../src-main/domain/sign-offs/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { messageOf } from '../../text/index.ts'
import { DateInput } from '../../ui/date-field.tsx'
import { dayOf } from '../../ui/dates.ts'
import { useResumedDraft } from '../../ui/draft-form.tsx'
import { Field } from '../../ui/field.tsx'
import { Waiting } from '../../ui/loaded.tsx'
import { useNotify } from '../../ui/notify.ts'
import { RefusalNote } from '../../ui/refusal.tsx'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import { ScanField } from './scan-field.tsx'
import styles from './sign-offs.module.css'
import { type Signer, signerSetting, useUsualSigner } from './signer.ts'
import { usePaperScan } from './use-paper-scan.ts'

/** Registers what stands on the signed 呈批件. */
export function RegisterDialog({ page, done }: { readonly page: SignOffPage; readonly done: () => void }) {
  const usual = useUsualSigner()
  return (
    <Modal
      open
      title={`登记签批　呈批件 ${page.checkCode}，${page.count} 项`}
      width={640}
      style={{ top: 32 }}
      footer={null}
      mask={{ closable: false }}
      onCancel={() => done()}
    >
      {usual ? <RegisterForm page={page} usual={usual} done={done} /> : <Waiting />}
    </Modal>
  )
}

type Typed = {
  readonly opinion: Opinion | ''
  readonly date: string
  readonly person: string
  readonly office: string
  readonly number: string
  readonly remark: string
  readonly returned: readonly string[]
}

function RegisterForm({
  page,
  usual,
  done,
}: {
  readonly page: SignOffPage
  readonly usual: Signer
  readonly done: () => void
}) {
  const desk = useDesk()
  const notify = useNotify()
  const runTask = useTaskRunner()
  const scan = usePaperScan()
  const draft = useResumedDraft<Typed>(`sign-offs/register/${page.id}`, {
    opinion: '',
    date: '',
    ...usual,
    number: '',
    remark: '',
    returned: [],
  })
  const [isTried, setTried] = useState(false)
  const [isRunning, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<Parameters<typeof RefusalNote>[0]['refusal']>(null)
  const { opinion, returned, ...typed } = draft.value
  const checked = opinion === '' ? null : checkSignedPaper({ opinion, ...typed }, dayOf(new Date()))
  const problem = checked && !checked.ok ? checked.error : null
  const fault = (...codes: readonly string[]) =>
    isTried && problem && codes.includes(problem.code) ? messageOf(problem).what : null

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (!checked?.ok || opinion === '') return
    setRunning(true)
    const result = await runTask({
      title: '登记签批',
      call: desk.signOffs.register,
      input: {
        signOff: page.id,
        ...checked.value,
        returned: opinion === '同意' ? [...returned] : [],
        scan: scan.scan,
      },
    })
    setRunning(false)
    if (!result.ok) return setRefusal(result.error)
    scan.keep()
    await draft.clear()
    const { person, office } = checked.value
    if (person !== usual.person || office !== usual.office) {
      void desk.settings.save({ name: signerSetting, value: { person, office } })
    }
    notify.done(`已登记签批：${opinion}`)
    done()
  }

  return (
    <form onSubmit={submit}>
      <p className={styles.remark}>照签批后的纸件填写。登记同意以后，附表所列结论生效。</p>
      <Field label="签批意见" fault={isTried && opinion === '' ? '请选择签批意见。' : null} isRequired>
        {({ id }) => (
          <Radio.Group
            id={id}
            aria-label="签批意见"
            value={opinion}
            onChange={({ target }) => draft.change({ opinion: target.value as Opinion })}
            options={opinions.map((one) => ({ value: one, label: one }))}
          />
        )}
      </Field>
      {opinion === '同意' && page.items.length > 1 && (
        <Field label="其中未同意" hint="批示注明个别不同意的，按附表序号选；没有的不填。">
          {({ status, ...control }) => (
            <Select
              {...control}
              status={status}
              mode="multiple"
              showSearch={{ optionFilterProp: 'label' }}
              style={{ width: '100%' }}
              value={[...returned]}
              onChange={(chosen: string[]) => draft.change({ returned: chosen })}
              options={page.items.map(({ application, place, number, title }) => ({
                value: application,
                label: `${place}　${number}　${title}`,
              }))}
            />
          )}
        </Field>
      )}
      <Field
        label="签批日期"
        fault={fault('sign-offs/date-missing', 'sign-offs/no-such-day', 'sign-offs/in-the-future')}
        isRequired
      >
        {(control) => (
          <DateInput control={control} value={draft.value.date} onChange={(date) => draft.change({ date })} />
        )}
      </Field>
      <Field label="签批人" fault={fault('sign-offs/person-missing')} isRequired>
        {(control) => (
          <Input
            {...control}
            maxLength={signOffLimits.person}
            value={draft.value.person}
            onChange={({ target }) => draft.change({ person: target.value })}
          />
        )}
      </Field>
      <Field label="职务" fault={fault('sign-offs/office-missing')} hint="下次自动填上。" isRequired>
        {(control) => (
          <Input
            {...control}
            maxLength={signOffLimits.office}
            placeholder="如：资源配置处处长"
            value={draft.value.office}
            onChange={({ target }) => draft.change({ office: target.value })}
          />
        )}
      </Field>
      <Field label="文号或签报号" fault={fault('sign-offs/number-missing')} isRequired>
        {(control) => (
          <Input
            {...control}
            maxLength={signOffLimits.number}
            placeholder="如：苏科签〔2026〕12号"
            value={draft.value.number}
            onChange={({ target }) => draft.change({ number: target.value })}
          />
        )}
      </Field>
      <Field
        label="批示内容"
        fault={fault('sign-offs/remark-missing')}
        hint={opinion === '同意' || opinion === '' ? '没有另外批示的不填。' : undefined}
        isRequired={opinion !== '同意' && opinion !== ''}
      >
        {({ status, ...control }) => (
          <Input.TextArea
            {...control}
            status={status}
            autoSize={{ minRows: 1, maxRows: 4 }}
            maxLength={signOffLimits.remark}
            value={draft.value.remark}
            onChange={({ target }) => draft.change({ remark: target.value })}
          />
        )}
      </Field>
      <ScanField scan={scan} hint="签批件的 PDF、JPG 或 PNG，只在本单位保存；可以以后再补。" />
      <RefusalNote refusal={refusal} onClose={() => setRefusal(null)} />
      <div className={styles.buttons}>
        <Button onClick={() => done()}>取消</Button>
        <Button type="primary" htmlType="submit" loading={isRunning} disabled={!draft.isOpen}>
          登记签批
        </Button>
      </div>
    </form>
  )
}
