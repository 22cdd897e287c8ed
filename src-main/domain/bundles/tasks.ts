import { z } from 'zod'
import { command, happened, task } from '../../core/module.ts'
import type { BundlePlan, FileToken } from '../../core/ports.ts'
import { ok, refuse } from '../../core/result.ts'
import { digestPattern } from '../../core/suite.ts'
import { may } from '../accounts/rules.ts'
import { rememberFacts } from '../documents/index.ts'
import { readInstitutions } from '../offices/index.ts'
import { readPin } from '../trust/pins.ts'
import { bundleReceived, bundleSent } from './events.ts'
import { confirmedUpTo, wasTakenIn } from './queries.ts'

const fileToken = z.string() as z.ZodType<FileToken>

const recordSent = command({
  permission: may('bundles:edit'),
  input: bundleSent.data as z.ZodType<z.output<typeof bundleSent.data>>,
  decide: ({ input, newSubject }) =>
    ok({ events: [happened(bundleSent, newSubject('sent'), input)], value: null }),
})

/**
 * Writes a bundle for one institution: everything of ours that it has not confirmed, as far as it may read it, and the
 * documents that go with it. Sending again since the last receipt is all there is to a lost stick. Documents that were
 * left out once go with `fromBeginning` only, because what an institution confirms are records.
 */
export const exportBundle = task({
  permission: may('bundles:edit'),
  input: z.strictObject({
    to: z.string(),
    folder: fileToken,
    withDocuments: z.boolean(),
    fromBeginning: z.boolean().optional(),
  }),
  async run({ input, db, desk, today, ports, signal, progress, execute }) {
    const pin = readPin(db, desk.institution, input.to)
    if (!pin) return refuse('bundles/not-pinned', { institution: input.to })
    const confirmed = input.fromBeginning ? 0 : confirmedUpTo(db, input.to, desk.device)
    const [{ head }] = db.sql<{ head: number }>(
      'SELECT max(e.seq) AS head FROM events e JOIN chains c ON c.number = e.chain WHERE c.own = 1',
    ) as [{ head: number }]
    const from = confirmed + 1
    if (from > head) return refuse('bundles/nothing-new')
    const label = labelOf(db, desk.institution, input.to, today, from, head)
    const plan: BundlePlan = {
      folder: input.folder,
      name: label,
      to: input.to,
      encryptTo: pin.encryptionKey,
      ranges: [{ device: desk.device, from, to: head }],
      withDocuments: input.withDocuments,
    }
    const written = await ports.bundles.write(plan, { signal, progress })
    if (!written.ok) return written
    const { digest, size, bodies, documents } = written.value
    const { ranges } = plan
    const recorded = execute(recordSent, {
      to: input.to,
      label,
      digest,
      size,
      encrypted: true,
      ranges: ranges.map((range) => ({ ...range })),
      bodies,
      documents,
    })
    return recorded.ok ? ok(written.value) : recorded
  },
})

function labelOf(
  db: Parameters<typeof readInstitutions>[0],
  from: string,
  to: string,
  day: string,
  first: number,
  last: number,
): string {
  const short = (code: string) => readInstitutions(db).find((one) => one.code === code)?.short ?? code
  return `数据交换包-${short(from)}至${short(to)}-${day.replaceAll('-', '')}-${first}至${last}`
}

/** Opens a bundle like a letter: all checks, then what is inside. Nothing is changed. */
export const openBundle = task({
  permission: may('bundles:edit'),
  input: z.strictObject({ file: fileToken }),
  run: ({ input, ports, signal, progress }) => ports.bundles.check(input.file, { signal, progress }),
})

const digest = z.string().regex(digestPattern)

const recordReceived = command({
  permission: may('bundles:edit'),
  input: z.strictObject({
    from: z.string(),
    digest,
    chains: z.array(
      z.strictObject({
        device: digest,
        institution: z.string(),
        from: z.int().min(1),
        to: z.int().min(1),
        head: digest,
      }),
    ),
    documents: z.int().min(0),
  }),
  decide({ input, db, desk, newSubject }) {
    if (wasTakenIn(db, desk.institution, input.digest)) return refuse('bundles/already-imported')
    return ok({ events: [happened(bundleReceived, newSubject('received'), input)], value: null })
  },
})

/** Takes a checked bundle in: events, bodies, documents and the receipt in one transaction. */
export const acceptBundle = task({
  permission: may('bundles:edit'),
  input: z.strictObject({ staged: z.string() }),
  async run({ input, db, ports, signal, progress, changed, execute }) {
    const taken = await ports.bundles.take(input.staged, { signal, progress })
    if (!taken.ok) return taken
    const { sender, chains, documents, store } = taken.value
    if (chains.length === 0) return refuse('bundles/nothing-joins')
    progress({ done: 0, total: null, step: 'take-in' })
    let stored = { events: 0, bodies: 0, odd: 0 }
    const recorded = execute(
      recordReceived,
      {
        from: sender,
        digest: taken.value.digest,
        chains: chains.map((chain) => ({ ...chain })),
        documents: documents.length,
      },
      {
        alongside: () => {
          stored = store()
        },
      },
    )
    if (!recorded.ok) return recorded
    await ports.bundles.drop(input.staged)
    for (const document of documents) {
      const facts = await ports.documents.facts(document)
      if (facts) rememberFacts(db, facts)
    }
    changed()
    return ok({ sender, ...stored, documents: documents.length })
  },
})

/** Puts a checked bundle aside without taking it in. */
export const dropBundle = task({
  permission: may('bundles:edit'),
  input: z.strictObject({ staged: z.string() }),
  async run({ input, ports }) {
    await ports.bundles.drop(input.staged)
    return ok(null)
  },
})
