import { useEffect, useRef } from 'react'
import styles from './seal.module.css'
import { sealVerdictOf } from './seal-pages.ts'
import type { SealWork } from './seal-work.ts'

/** The full names of those who must have sealed, large enough to be read letter by letter beside the seal. */
export function SealStrip({
  organisations,
  pages,
  at,
  note,
  canJudge,
  choose,
  judge,
  look,
}: SealWork & { readonly canJudge: boolean }) {
  const current = useRef<HTMLLIElement>(null)
  // Without a value: newer browsers answer with a promise, which is no clean-up.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another organisation is the reason to scroll
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest' })
  }, [at])
  const left = organisations.filter(({ name }) => sealVerdictOf(note, name) === null).length
  return (
    <section className={styles.strip} aria-label="应盖章单位">
      <ol className={styles.names}>
        {organisations.map(({ name, roles }, i) => {
          const verdict = sealVerdictOf(note, name)
          return (
            <li
              key={`${name} ${roles.join()}`}
              ref={i === at ? current : null}
              data-current={i === at || undefined}
            >
              <button type="button" className={styles.name} aria-pressed={i === at} onClick={() => choose(i)}>
                {name}
              </button>
              <span className={styles.standing} data-verdict={verdict ?? undefined}>
                {roles.join('、')}
                {verdict === 'sealed' && '　盖章一致'}
                {verdict === 'wrong' && '　未盖章或不符'}
                {verdict === null && '　未看'}
              </span>
              {i === at && canJudge && (
                <span className={styles.ask}>
                  <button type="button" onClick={() => judge('sealed')}>
                    <kbd>Y</kbd> 盖章一致
                  </button>
                  <button type="button" onClick={() => judge('wrong')}>
                    <kbd>U</kbd> 未盖章或不符
                  </button>
                </span>
              )}
            </li>
          )
        })}
      </ol>
      <p className={styles.pages}>
        {pages.length === 0 ? (
          <>没有标注盖章页：在附件里按 M 标注「申报书（盖章）」等，即可直接跳到。</>
        ) : (
          <>
            <kbd>S</kbd> <kbd>A</kbd> 下一、上一盖章页：
            {pages.map((page) => (
              <button key={`${page.document} ${page.page}`} type="button" onClick={() => look(page)}>
                {page.kind} 第 {page.page} 页
              </button>
            ))}
          </>
        )}
        <span className={styles.left}>{left === 0 ? '各单位都已看过' : `还有 ${left} 家未看`}</span>
      </p>
    </section>
  )
}
