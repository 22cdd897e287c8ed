import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import type { OtherApplication } from '../../../src-main/domain/duplicates/others.ts'
import { plainNumber, plainTitle } from '../../../src-main/domain/duplicates/rules.ts'
import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import { useDesk } from '../../app/desk.ts'
import { useTaskRunner } from '../../ui/task-runner.tsx'
import { besidePath } from '../duplicates/paths.ts'
import styles from './alike.module.css'

/** The applications that this one may repeat, each opened beside it; what was judged already says so. */
export function AlikeList({ page: { application, others } }: { readonly page: ReviewPage }) {
  if (others.length === 0) return null
  return (
    <ul className={styles.alike} aria-label="可能重复的申报">
      {others.map((other) => (
        <li key={other.id}>
          <span className={styles.number}>{other.number}</span>
          <span className={styles.title} title={other.title}>
            {other.title}
          </span>
          <span className={styles.why}>{why(other, application.content)}</span>
          <Link to={besidePath(application.id, other.id)}>并列比对</Link>
        </li>
      ))}
      <li className={styles.key}>
        <kbd>B</kbd> 打开第一项未判断的
      </li>
    </ul>
  )
}

/** The one to look at next; null when there is none. */
export function firstToCompare({ others }: Pick<ReviewPage, 'others'>): OtherApplication | null {
  return others.find(({ judged }) => judged === null) ?? others[0] ?? null
}

function why(other: OtherApplication, own: ReviewPage['application']['content']): string {
  const { judged, percent, batch, office } = other
  const told = [
    batch === null && plainNumber(other.number) === plainNumber(own.number) ? '编号相同' : null,
    plainTitle(other.title) === plainTitle(own.title) ? '名称相同' : null,
    percent === null ? null : `文字重合约 ${percent}%`,
  ].filter((one) => one !== null)
  const from = batch ?? office
  const said = judged ? `，已判${judged.isDuplicate ? '重复' : '不重复'}` : ''
  return `${from}，${told.length > 0 ? told.join('、') : '名称相近'}${said}`
}

/** Texts that came or changed since are compared while somebody looks, once for each opening. */
export function useComparedTexts({ findings, review }: ReviewPage): void {
  const desk = useDesk()
  const run = useTaskRunner()
  const asked = useRef(false)
  const finding = findings.find(({ code }) => code === 'F14')
  const facts = finding?.reason.facts as { readonly texts?: { readonly state: string } } | undefined
  const isDue = review?.outcome == null && facts?.texts?.state === 'uncompared'
  useEffect(() => {
    if (!isDue || asked.current) return
    asked.current = true
    void run({ title: '比对文字', call: desk.duplicates.compareAll, input: null, saves: false })
  }, [isDue, desk, run])
}
