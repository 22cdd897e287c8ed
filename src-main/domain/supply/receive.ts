import { z } from 'zod'
import { command, happened, type NewEvent, type QueryContext, task } from '../../core/module.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { digestPattern } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { copyDocuments, type DocumentsAttached, doubtfulOf } from '../applications/attach-documents.ts'
import { documentAttached } from '../applications/events.ts'
import { checkOwnClock } from '../calendar/own-clock.ts'
import { fileToken } from '../files/token.ts'
import { admitWaiting, checkDay, takingOver, type Waiting } from './admit.ts'
import { supplyItemReceived, supplyVersionRecorded } from './events.ts'
import { receiptStates } from './rules.ts'
import { notJoined } from './versions.ts'

const received = {
  application: z.string().max(120),
  /** The day on which it came in. */
  day: z.string().max(10),
  /** What came of the items that are named; the others stay as they are. */
  items: z
    .array(
      z.strictObject({
        code: z.string().max(10),
        state: z.enum(receiptStates),
        note: z.string().trim().max(1000),
      }),
    )
    .max(200),
  /** Of the whole delivery. */
  note: z.string().trim().max(1000),
}

type Receipt = z.output<z.ZodObject<typeof received>>
type Context = Pick<QueryContext<unknown>, 'db' | 'desk' | 'today'>

/** Everything that stands against taking this in, before a file is touched. */
function admitReceipt(context: Context, { application, day, items }: Receipt): Result<Waiting> {
  const { db, desk, today } = context
  const admitted = admitWaiting(context, application)
  if (!admitted.ok) return admitted
  const clock = checkOwnClock(db, desk, today)
  if (!clock.ok) return clock
  const { notice } = admitted.value
  if (!notice.sent) return refuse('supply/notice-not-sent')
  const checked = checkDay(admitted.value, day, today)
  if (!checked.ok) return checked
  if (day < notice.sent.day) return refuse('supply/received-before-notice', { day, sent: notice.sent.day })
  const unknown = items.filter(({ code }) => !notice.items.some((item) => item.code === code))
  if (unknown.length > 0) return refuse('supply/unknown-item', { items: unknown.map(({ code }) => code) })
  if (new Set(items.map(({ code }) => code)).size < items.length) return refuse('supply/item-twice')
  const bare = items.filter(({ state, note }) => state === '不需要' && note === '')
  if (bare.length > 0) return refuse('supply/note-missing', { items: bare.map(({ code }) => code) })
  return admitted
}

/** Records documents that are already in the store, the items that came, and joins all of it to a new version. */
export const recordReceipt = command({
  permission: may('review:edit'),
  input: z.strictObject({
    ...received,
    attached: z
      .array(
        z.strictObject({ document: z.string().regex(digestPattern), name: z.string(), size: z.int().min(0) }),
      )
      .max(200),
  }),
  decide({ input, ...context }) {
    const admitted = admitReceipt(context, input)
    if (!admitted.ok) return admitted
    const waiting = admitted.value
    const { application, review, versions } = waiting
    const { notice } = waiting.notice
    const history = context.history(application.id)
    const events: NewEvent[] = [...takingOver(waiting)]
    const documents = input.attached.filter(
      ({ document }, i, all) =>
        !application.documents.some((one) => one.document === document) &&
        all.findIndex((one) => one.document === document) === i,
    )
    for (const document of documents) events.push(happened(documentAttached, application.id, document))
    for (const { code, state, note } of input.items) {
      const day = state === '收到' || state === '部分收到' ? input.day : null
      events.push(happened(supplyItemReceived, review.id, { notice, code, state, day, note }))
    }
    const joins = documents.length > 0 || notJoined(waiting, history) !== null
    const number = (versions.at(-1)?.number ?? 0) + 1
    if (joins) {
      const seen = history.at(-1)!.id
      const version = { notice, number, day: input.day, seen, documents, note: input.note }
      events.push(happened(supplyVersionRecorded, review.id, version))
    }
    if (input.items.length === 0 && !joins) return refuse('supply/nothing-given')
    return ok({ events, value: { version: joins ? number : null, attached: documents.length } })
  },
})

/** What was taken in: the version it was joined to, null when nothing but words on items came. */
export type Received = DocumentsAttached & { readonly version: number | null }

/**
 * Takes in what came for a notice: files are copied into the store, items are ticked off, and everything that was
 * attached or typed since the version before becomes the next one. All of it or nothing.
 */
export const receive = task({
  permission: may('review:edit'),
  input: z.strictObject({ ...received, files: z.array(fileToken).max(200) }),
  async run(context): Promise<Result<Received>> {
    const { files, ...receipt } = context.input
    const admitted = admitReceipt(context, receipt)
    if (!admitted.ok) return admitted
    const copied = await copyDocuments(
      context,
      files.map((file) => ({ application: receipt.application, file })),
    )
    if (!copied.ok) return copied
    const attached = copied.value.map(({ name, facts }) => ({
      document: facts.digest,
      name,
      size: facts.size,
    }))
    const recorded = context.execute(recordReceipt, { ...receipt, attached })
    if (!recorded.ok) return recorded
    return ok({ ...recorded.value, doubtful: doubtfulOf(copied.value) })
  },
})
