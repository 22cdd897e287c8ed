import { Button, Modal } from 'antd'
import { useState } from 'react'
import type { OpenRecommendation } from '../../../src-main/domain/recommendations/queries.ts'
import { limits } from '../../../src-main/domain/recommendations/rules.ts'
import { useDesk } from '../../app/desk.ts'
import { useMay, usePerson } from '../../app/session.ts'
import { useQueryOf } from '../../backend/queries.ts'
import { minuteOf } from '../../ui/dates.ts'
import { useDialogs } from '../../ui/dialogs.tsx'
import { Note } from '../../ui/note.tsx'
import { useNotify } from '../../ui/notify.ts'
import { useOfficeName } from '../../ui/office-chip.tsx'
import { ReasonForm } from '../../ui/reason-form.tsx'
import { useSecondPerson } from '../../ui/second-person-dialog.tsx'

/** What stands against making the newest draft final, and what passed since it was made. */
export function Obstacles({ page }: { readonly page: OpenRecommendation }) {
  const desk = useDesk()
  const nameOf = useOfficeName()
  const { data } = useQueryOf(desk.recommendations.obstacles, { recommendation: page.id })
  if (page.final) {
    const draft = page.drafts.find(({ id }) => id === page.final?.draft)
    const { at, by, second } = page.final
    return (
      <Note tone="good">
        第 {draft?.draft} 稿已于 {minuteOf(at)} 定稿
        {by ? `，${by}${second ? `和${second}` : ''}共同确认` : ''}。
      </Note>
    )
  }
  if (!data) return null
  const { notAgreed, changed, newer } = data
  return (
    <>
      {changed.length > 0 && (
        <Note tone="warn">
          {told(changed)}{' '}
          的审查在起草后重新打开、重新作出了结论，或者签批已撤销。请按最新的情况起草新稿，再请各单位会签。
        </Note>
      )}
      {newer.length > 0 && (
        <Note tone="warn">{told(newer)} 在起草后通过，不在本稿中。需要推荐的，请起草新稿。</Note>
      )}
      {notAgreed.length > 0 && (
        <Note>
          定稿还缺 {notAgreed.map((code) => nameOf(code, 'short')).join('、')} 对第{' '}
          {page.drafts.at(-1)!.draft}{' '}
          稿的同意。有工作台的由对方登记，随数据交换包过来；没有工作台的凭回函登记。
        </Note>
      )}
    </>
  )
}

const toldNumbers = 5

function told(numbers: readonly string[]): string {
  const first = numbers.slice(0, toldNumbers).join('、')
  return numbers.length > toldNumbers ? `${first} 等 ${numbers.length} 项` : first
}

/** 定稿 and 撤销定稿, each by two people. */
export function FinalButtons({ page }: { readonly page: OpenRecommendation }) {
  const desk = useDesk()
  const may = useMay()
  const show = useDialogs()
  const notify = useNotify()
  const confirm = useSecondPerson()
  const { institution } = usePerson()
  const { data } = useQueryOf(desk.recommendations.obstacles, { recommendation: page.id })
  if (page.institution !== institution || !may('review:edit')) return null
  const last = page.drafts.at(-1)!
  async function finalise() {
    const done = await confirm({
      title: '推荐汇总表定稿',
      permission: 'second-check:edit',
      facts: [
        ['稿次', `第 ${last.draft} 稿，校验码 ${last.checkCode}`],
        ['推荐', `${last.rows.length} 项`],
        ['未列入', last.leftOut.length === 0 ? '没有' : `${last.leftOut.length} 项`],
        ['会签', last.parties.length === 0 ? '不需会签' : `${last.parties.length} 个单位均已同意`],
      ],
      action: '共同确认定稿',
      run: (second) => desk.recommendations.finalise({ recommendation: page.id, draft: last.id }, { second }),
    })
    if (done) notify.done('已定稿')
  }
  if (page.final) {
    return (
      <Button onClick={() => void show<void>((done) => <ReopenDialog page={page} done={done} />)}>
        撤销定稿…
      </Button>
    )
  }
  const isReady = data && data.notAgreed.length === 0 && data.changed.length === 0
  return (
    <Button
      type={isReady ? 'primary' : 'default'}
      disabled={!isReady}
      title={isReady ? undefined : '各单位同意最新一稿、审查没有变动以后才能定稿'}
      onClick={() => void finalise()}
    >
      定稿…
    </Button>
  )
}

function ReopenDialog({ page, done }: { readonly page: OpenRecommendation; readonly done: () => void }) {
  const desk = useDesk()
  const notify = useNotify()
  const confirm = useSecondPerson()
  const [isRunning, setRunning] = useState(false)
  return (
    <Modal open title="撤销定稿" footer={null} onCancel={() => done()}>
      <ReasonForm
        draft={`recommendations/reopen/${page.id}`}
        longest={limits.reason}
        action="撤销定稿"
        recording={{ isRunning, refusal: null, reset: () => undefined }}
        onLeave={() => done()}
        onReason={async (reason) => {
          setRunning(true)
          const confirmed = await confirm({
            title: '撤销推荐汇总表的定稿',
            permission: 'second-check:edit',
            facts: [['原因', reason]],
            action: '共同确认撤销',
            run: (second) => desk.recommendations.reopen({ recommendation: page.id, reason }, { second }),
          })
          setRunning(false)
          if (!confirmed) return false
          notify.done('已撤销定稿，可以起草新稿')
          done()
          return true
        }}
      >
        <p>撤销后可以起草新稿，新稿须重新会签。原定稿和各单位的意见都留在记录中。</p>
      </ReasonForm>
    </Modal>
  )
}
