import { Link } from 'wouter'
import type { Standing } from '../../../src-main/domain/sign-offs/rules.ts'
import { StateTag } from '../../ui/state-tag.tsx'
import { signOffPath } from './paths.ts'
import { standingInWords } from './sign-off-words.ts'
import styles from './sign-offs.module.css'

/** Where the outcome of a review stands with whoever decides, in one line; leads to its 呈批件. */
export function SignOffLine({ standing }: { readonly standing: Standing }) {
  const { state, signOff } = standing
  return (
    <>
      <StateTag state={state} />　{standingInWords(standing)}
      {signOff && (
        <>
          {'　'}
          <Link to={signOffPath(signOff)} className={styles.inline}>
            呈批件
          </Link>
        </>
      )}
    </>
  )
}
