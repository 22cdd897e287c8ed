import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link } from 'wouter'
import type { KeptForm } from '../../src-main/core/ports/drafts.ts'
import { useQueryOf } from '../backend/queries.ts'
import { type KeptFormWords, keptFormWords } from '../text/kept-forms.ts'
import { minuteOf } from '../ui/dates.ts'
import { type Desk, useDesk } from './desk.ts'
import styles from './kept-after-cut.module.css'
import { useMay } from './session.ts'

type Line = KeptFormWords & { readonly form: string; readonly at: string; readonly name: string }

/** After a power cut or a crash: what was being typed and is kept, with the way back to it. Said once. */
export function KeptAfterCut() {
  const desk = useDesk()
  const kept = useQueryOf(desk.drafts.keptAtAbruptEnd, null).data
  if (!kept) return null
  return <Told kept={kept} />
}

function Told({ kept }: { readonly kept: readonly KeptForm[] }) {
  const desk = useDesk()
  const may = useMay()
  const { data: lines } = useQuery({
    queryKey: ['kept-after-cut', kept],
    queryFn: () => named(desk, kept, may('applications:read')),
  })
  if (!lines || lines.length === 0) return null
  return (
    <section className={styles.kept} aria-label="异常退出前保存的内容">
      <div className={styles.text}>
        <p className={styles.what}>上次异常退出前，下列内容已保存，还没有提交：</p>
        <ul className={styles.list}>
          {lines.map(({ form, to, name, title, at }) => (
            <li key={form}>
              <Link to={to}>{name === '' ? title : `${name}　${title}`}</Link>{' '}
              <span className={styles.at}>{minuteOf(at)}</span>
            </li>
          ))}
        </ul>
      </div>
      <Button size="small" onClick={() => void desk.drafts.toldOfAbruptEnd(null)}>
        知道了
      </Button>
    </section>
  )
}

/** Forms without a page of their own are left out: their typing is there again where it was. */
async function named(desk: Desk, kept: readonly KeptForm[], mayRead: boolean): Promise<readonly Line[]> {
  const batches = await desk.batches.list(null)
  const lines = kept.map(async ({ form, value, at }): Promise<Line | null> => {
    const words = keptFormWords(form, value)
    if (!words) return null
    const { of } = words
    if (of?.startsWith('batch/')) {
      const batch = batches.ok ? batches.value.find(({ id }) => id === of) : undefined
      return { ...words, form, at, name: batch?.title ?? '' }
    }
    const application = of && mayRead ? await desk.applications.open(of) : null
    const name = application?.ok ? (application.value?.content.number ?? '') : ''
    return { ...words, form, at, name }
  })
  return (await Promise.all(lines)).filter((line) => line !== null)
}
