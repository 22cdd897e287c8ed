import type { Letter } from '../../../src-main/domain/applications/letter.ts'
import { unverified } from '../../../src-main/domain/applications/rules.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { LetterDialog } from './letter-dialog.tsx'
import styles from './unverified.module.css'

/** 「未校验来源」 where a list has no room for more; the letter is one click away on the page it opens. */
export function UnverifiedMark() {
  return (
    <span className={styles.mark} title="凭来函和表格登记，没有经过完整性校验">
      {unverified}
    </span>
  )
}

/** 「未校验来源」 with its letter behind it. */
export function UnverifiedButton({ letter }: { readonly letter: Letter }) {
  const show = useDialogs()
  return (
    <button
      type="button"
      className={styles.button}
      title={`${letter.office}来函 ${letter.number}，点击查看`}
      onClick={() => void show<void>((done) => <LetterDialog letter={letter} done={done} />)}
    >
      {unverified}
      <span className={styles.more}>查看来函</span>
    </button>
  )
}
