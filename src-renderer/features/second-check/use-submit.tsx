import type { ReviewPage } from '../../../src-main/domain/formal-review/page.ts'
import type { RuleCode } from '../../../src-main/domain/rule-packs/rules.ts'
import type { useDesk } from '../../app/desk.ts'
import type { Running } from '../../backend/commands.ts'
import { useConfirm } from '../../ui/confirm-dialog.tsx'
import { useNotify } from '../../ui/notify.ts'
import type { CheckItem } from './checking.ts'
import own from './second-check.module.css'

type Give = ReturnType<typeof useDesk>['formalReview']['giveSecondCheck']
type Giving = Pick<
  Running<Parameters<Give>[0], { readonly differences: number }, NonNullable<Parameters<Give>[1]>>,
  'run'
>

/** Goes to what is missing; when nothing is, says what will be recorded, and records it. */
export function useSubmit({
  page,
  items,
  isBlind,
  giving,
  onMissing,
  onGiven,
}: {
  readonly page: ReviewPage
  readonly items: readonly CheckItem[]
  readonly isBlind: boolean
  readonly giving: Giving
  readonly onMissing: (code: RuleCode) => void
  readonly onGiven: () => Promise<void>
}): () => Promise<void> {
  const confirm = useConfirm()
  const notify = useNotify()
  return async () => {
    const missing = items.find(({ isOpen }) => isOpen)
    if (missing) {
      onMissing(missing.code)
      notify.done(missing.lacksNote ? '请先写明与初审不一致的理由' : '还有没复核的项，请先判断')
      return
    }
    const differing = items.filter(({ differs }) => differs)
    const isSure = await confirm({
      title: '提交复核意见',
      action: '提交复核',
      body: (
        <>
          <p>
            {isBlind
              ? `共 ${items.length} 项。提交后才与初审意见对照，不一致的交经办人处理。`
              : `共 ${items.length} 项：一致 ${items.length - differing.length} 项，不一致 ${differing.length} 项。`}
          </p>
          {differing.length > 0 && (
            <ul className={own.differing}>
              {differing.map(({ code, rule, state, verdict, word }) => (
                <li key={code}>
                  {code} {rule.title}：初审{state.verdict}，复核{verdict}（{word.note}）
                </li>
              ))}
            </ul>
          )}
          <p>提交后不能再改；经办人处理分歧之后才能作出结论。</p>
        </>
      ),
    })
    if (!isSure) return
    const { application, seen } = page
    const result = await giving.run({
      application: application.id,
      seen: { application: seen.application, review: seen.review! },
      blind: isBlind,
      verdicts: items.map(({ code, verdict, word }) => ({ code, verdict: verdict!, note: word.note.trim() })),
    })
    if (!result.ok) return
    const { differences } = result.value
    notify.done(
      differences === 0
        ? '已提交复核：与初审全部一致'
        : `已提交复核：${differences} 项与初审不一致，已交经办人处理`,
    )
    await onGiven()
  }
}
