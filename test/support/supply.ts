import type { Command } from '../../src-main/core/module.ts'
import type { Result } from '../../src-main/core/result.ts'
import type { Digest } from '../../src-main/core/suite.ts'
import { recordDocuments } from '../../src-main/domain/applications/commands.ts'
import type { ApplicationContent } from '../../src-main/domain/applications/record.ts'
import { modules } from '../../src-main/domain/index.ts'
import type { RuleCode } from '../../src-main/domain/rule-packs/rules.ts'
import { recordReceipt } from '../../src-main/domain/supply/receive.ts'
import type { ReceiptState } from '../../src-main/domain/supply/rules.ts'
import { type LogDesk, openLogDesk } from './office-desks.ts'
import { closeReview, pageOf, takeIn } from './reviews.ts'

const { calls } = modules.supply

/** A digest that no file has. */
export const document = (n: number): Digest => `sha256:${String(n).padStart(64, '0')}`

export type Noticed = {
  readonly desk: LogDesk
  readonly clock: { today: string }
  readonly application: string
}

/** An office whose first application was noticed on Friday 2026-11-20 until Monday 2026-11-30 for F03 and F21. */
export async function aNoticed(
  failing: readonly RuleCode[] = ['F03', 'F21'],
  given: { readonly kind?: 'joint' | 'consortium' } = {},
): Promise<Noticed> {
  const clock = { today: '2026-11-20' }
  const desk = await openLogDesk('JS', { clock })
  const [application] = takeIn(desk, 3, given.kind)
  closeReview(desk, application!, {
    outcome: '通知补交材料',
    failing,
    note: '缺少公章。',
    notice: failing.map((code) => ({ code, sentence: `请补交 ${code} 的材料。` })),
    deadline: '2026-11-30',
  })
  return { desk, clock, application: application! }
}

/** What one may do at the desk of a noticed application, as its person does it. */
export function acts({ desk, application }: Noticed) {
  return {
    sent: (day: string) => desk.run(calls.confirmSent, { application, day, way: '邮件' as const, note: '' }),
    call: (over: Record<string, unknown> = {}) =>
      desk.run(calls.logCall as Command, {
        application,
        call: null,
        direction: '打出',
        day: '2026-11-20',
        time: '10:05',
        agreed: '周三前寄出盖章件',
        contact: { name: '赵联系', phone: '13900001111' },
        ...over,
      }) as Result<{ readonly call: number }>,
    extend: (to: string, over: Record<string, unknown> = {}) =>
      desk.run(calls.extendDeadline as Command, {
        application,
        to,
        reason: '盖章流程较长',
        approvedBy: '王处长',
        approvedOn: '2026-11-20',
        paper: '苏科审〔2026〕12号',
        ...over,
      }) as Result<{ readonly afterExpiry: boolean }>,
    receive: (
      day: string,
      items: Readonly<Record<string, ReceiptState>>,
      over: { readonly note?: string; readonly attached?: readonly Digest[] } = {},
    ) =>
      desk.run(recordReceipt, {
        application,
        day,
        items: Object.entries(items).map(([code, state]) => ({ code, state, note: over.note ?? '' })),
        note: '',
        attached: (over.attached ?? []).map((one) => ({ document: one, name: '补交.pdf', size: 10 })),
      }),
    goOn: () => desk.run(calls.continueReview, { application, reason: '补交材料已收到，继续审查。' }),
    attach: (n: number) =>
      desk.run(recordDocuments, [{ application, document: document(n), name: `${n}.pdf`, size: 10 }]),
    complete: (over: Partial<ApplicationContent>) => {
      const { content } = pageOf(desk, application).application
      const input = { application, content: { ...content, ...over } }
      return desk.run(modules.applications.calls.complete as Command, input)
    },
    refuse: (over: Record<string, unknown> = {}) => {
      const { closing } = desk.ask(calls.open, application)!.proposal!
      if (!closing.ok) return closing
      const { items, seen, reason } = closing.value
      return desk.run(calls.closeAsNotAccepted as Command, {
        application,
        reason,
        notice: items,
        seen,
        ...over,
      })
    },
    page: () => desk.ask(calls.open, application)!,
  }
}

/** The code of a refusal, `ok` when there was none. */
export function codeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.error.code
}
