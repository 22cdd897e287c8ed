import { Input } from 'antd'
import { longestSentence } from '../../../src-main/domain/formal-review/rules.ts'
import { Field } from '../../ui/field.tsx'
import styles from './notice-fields.module.css'
import type { WordedItem } from './use-wordings.ts'

/** The notice item by item: a sentence each, which may be changed or exchanged for another way of saying it. */
export function NoticeFields({
  label,
  worded,
}: {
  readonly label: string
  readonly worded: readonly WordedItem[]
}) {
  return (
    <fieldset className={styles.notice}>
      <legend>{label}</legend>
      {worded.map((one) => (
        <Sentence key={one.item.code} worded={one} />
      ))}
    </fieldset>
  )
}

function Sentence({ worded: { item, sentence, wordings, write } }: { readonly worded: WordedItem }) {
  const { code, rule } = item
  const now = wordings.find((one) => one.sentence === sentence)
  const others = wordings.filter((one) => one !== now)
  return (
    <Field
      label={`${code}　${rule.title}`}
      fault={sentence.trim() === '' ? '请写一句；不想写的，可以换用下面的表述。' : null}
      hint={now ? sources[now.source] : '您改写的；记录后，下次同一项会先提出这一句。'}
    >
      {(control) => (
        <>
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 1, maxRows: 8 }}
            maxLength={longestSentence}
            value={sentence}
            // One sentence an item: Enter ends nothing and begins no line.
            onChange={({ target }) => write(target.value.replaceAll(/\s*\n\s*/gu, ''))}
          />
          {others.length > 0 && (
            <span className={styles.others}>
              {others.map((one) => (
                <button
                  key={one.source}
                  type="button"
                  title={one.sentence}
                  onClick={() => write(one.sentence)}
                >
                  换用{one.source}
                </button>
              ))}
            </span>
          )}
        </>
      )}
    </Field>
  )
}

const sources = {
  以往用语: '本单位上次通知这一项时的用语，可以修改。',
  审查说明: '取自您在这一项写的说明，可以修改。',
  通用表述: '程序的通用表述，可以修改。',
} as const
