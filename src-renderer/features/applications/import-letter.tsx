import { Button, Input, Radio, Select } from 'antd'
import { letterLimits } from '../../../src-main/domain/applications/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { DateInput } from '../../ui/date-field.tsx'
import { Field } from '../../ui/field.tsx'
import { Note } from '../../ui/note.tsx'
import { RefusalNote } from '../../ui/refusal.tsx'
import styles from './import.module.css'
import type { LetterForm } from './use-letter.ts'

/** Whose list it is: the office's own, or one that came with a letter from an institution without a desk. */
export function ImportLetter({ form }: { readonly form: LetterForm }) {
  const desk = useDesk()
  const offices = useQueryOf(desk.bundles.exchange, null).data ?? []
  const without = offices.filter(({ pinned }) => !pinned)
  const { fields, scan, isScanMissing, refusal } = form
  if (without.length === 0) return null
  return (
    <>
      <Field label="清单来自">
        {({ id }) => (
          <Radio.Group
            id={id}
            aria-label="清单来自"
            value={fields ? 'letter' : 'own'}
            onChange={({ target }) => (target.value === 'letter' ? form.begin() : form.end())}
            options={[
              { value: 'own', label: '本单位受理的申报' },
              { value: 'letter', label: '来自未装工作台的单位（凭来函）' },
            ]}
          />
        )}
      </Field>
      {fields && (
        <fieldset className={styles.letter} data-fields="stacked">
          <legend>来自未装工作台的单位</legend>
          <Note tone="warn">
            这样导入的清单和其中每项申报都会标注「未校验来源」，来函随时可以查看。对方装好工作台后，请改用数据交换包。
          </Note>
          <div className={styles.letterFields}>
            <Field label="单位" isRequired>
              {({ status, ...control }) => (
                <Select
                  {...control}
                  status={status}
                  className={styles.wide ?? ''}
                  placeholder="选择清单来自的单位"
                  value={fields.institution === '' ? null : fields.institution}
                  onChange={(institution: string) => {
                    const name = without.find((one) => one.institution === institution)?.name ?? ''
                    const isNamed = without.some((one) => one.name === fields.office)
                    form.change({
                      institution,
                      ...(fields.office === '' || isNamed ? { office: name } : {}),
                    })
                  }}
                  options={without.map(({ institution, name }) => ({ value: institution, label: name }))}
                />
              )}
            </Field>
            <Field label="来函单位" hint="照落款填写，可以是内设处室。" isRequired>
              {(control) => (
                <Input
                  {...control}
                  maxLength={letterLimits.office}
                  value={fields.office}
                  onChange={({ target }) => form.change({ office: target.value })}
                />
              )}
            </Field>
            <Field label="文号" isRequired>
              {(control) => (
                <Input
                  {...control}
                  maxLength={letterLimits.number}
                  placeholder="如：浙科函〔2026〕12号"
                  value={fields.number}
                  onChange={({ target }) => form.change({ number: target.value })}
                />
              )}
            </Field>
            <Field label="来函日期" isRequired>
              {(control) => (
                <DateInput control={control} value={fields.date} onChange={(date) => form.change({ date })} />
              )}
            </Field>
            <Field
              label="来函扫描件"
              hint="PDF、JPG 或 PNG，原文件只读取，不改动。"
              fault={isScanMissing ? '请选择盖章来函的扫描件或照片' : null}
              isRequired
            >
              {() => (
                <div className={styles.file}>
                  <Button onClick={() => void form.chooseScan()}>
                    {scan ? '换一份扫描件…' : '选择扫描件…'}
                  </Button>
                  {scan && <span className={styles.fileName}>{scan.name}</span>}
                </div>
              )}
            </Field>
          </div>
          <RefusalNote refusal={refusal} />
        </fieldset>
      )}
    </>
  )
}
