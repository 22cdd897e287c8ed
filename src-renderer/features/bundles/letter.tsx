import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import type { BundleChecked } from '../../../src-main/core/ports/bundles.ts'
import { bytesInWords } from '../../text/message.ts'
import { CheckCode } from '../../ui/check-code.tsx'
import { minuteOf } from '../../ui/dates.ts'
import { Facts } from '../../ui/facts.tsx'
import { Note } from '../../ui/note.tsx'
import { OfficeChip, officeColour, useOfficeName } from '../../ui/office-chip.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import styles from './import.module.css'
import { choiceOf, clockInWords, insideInWords, obstaclesInWords, stateOf } from './letter-words.ts'

/** A checked bundle opened like a letter: from whom, whether it is whole, what is inside, what can be done. */
export function Letter({
  name,
  opened,
  isTakingIn,
  onTakeIn,
  onPutAway,
}: {
  /** Of the file. */
  readonly name: string
  readonly opened: BundleChecked
  readonly isTakingIn: boolean
  readonly onTakeIn: () => void
  readonly onPutAway: () => void
}) {
  const nameOf = useOfficeName()
  const { sender, outcome, encrypted, newestAt, size, digest } = opened
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const obstacles = obstaclesInWords(opened, nameOf)
  const choice = choiceOf(opened)
  const clock = clockInWords(newestAt, new Date())
  return (
    <article className={styles.letter} style={{ borderTopColor: officeColour(sender) }}>
      <header className={styles.from}>
        <h2 ref={heading} tabIndex={-1}>
          {nameOf(sender)}发来的数据交换包
        </h2>
        <StateTag state={stateOf(opened)} />
      </header>
      <Facts
        rows={[
          ['发件单位', <OfficeChip key="from" code={sender} form="name" />],
          ['完整性校验', <Passed key="passed" sender={nameOf(sender)} encrypted={encrypted} />],
          ['内容截至', newestAt ? `${minuteOf(newestAt)}（按发件单位的时钟）` : '没有记录'],
          ['文件', `${name}（${bytesInWords(size)}）`],
          ['校验值', <CheckCode key="digest" code={digest} label="校验值" groups={4} />],
        ]}
      />
      <h3>里面有什么</h3>
      <ul className={styles.inside}>
        {insideInWords(opened, nameOf).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {clock && <Note tone="warn">{clock}</Note>}
      {obstacles.map((obstacle) => (
        <Note key={obstacle} tone="warn">
          {obstacle}
        </Note>
      ))}
      {outcome === 'already-imported' && obstacles.length === 0 && (
        <Note>此前已导入，没有新内容，不需要再办理。本机数据没有变动。</Note>
      )}
      <div className={styles.buttons}>
        {choice !== 'nothing' && (
          <Button type="primary" loading={isTakingIn} onClick={onTakeIn}>
            {takeInWords[choice]}
          </Button>
        )}
        <Button disabled={isTakingIn} onClick={onPutAway}>
          {choice === 'nothing' ? '关闭' : '先不导入'}
        </Button>
        {(choice === 'take-in' || choice === 'take-part') && (
          <span className={styles.remark}>
            导入后是只读的，注明来自{nameOf(sender)}；本单位的数据不会被改动。
          </span>
        )}
      </div>
    </article>
  )
}

const takeInWords = {
  'take-in': '导入',
  'take-part': '导入接得上的部分',
  keep: '收下，等缺的部分到了自动导入',
} as const

function Passed({ sender, encrypted }: { readonly sender: string; readonly encrypted: boolean }) {
  return (
    <>
      <strong>通过</strong>
      <span>
        ：确由{sender}的电脑写出，一个字节都没有改动
        {encrypted ? '；文件加密，只有本单位能打开。' : '；文件没有加密。'}
      </span>
    </>
  )
}
