import { z } from 'zod'
import { command, happened, task } from '../../core/module.ts'
import type { BundlePlan } from '../../core/ports/bundles.ts'
import { ok, refuse } from '../../core/result.ts'
import { may } from '../accounts/rules.ts'
import { fileToken } from '../files/token.ts'
import { namesOf } from '../papers/words.ts'
import { readOwnKeys, readPin } from '../trust/pins.ts'
import { dueFor } from './due.ts'
import { bundleSent } from './events.ts'
import { partBytes, partSizes } from './rules.ts'
import { takeIn } from './take-in.ts'

const recordSent = command({
  permission: may('bundles:edit'),
  input: bundleSent.data,
  decide: ({ input, newSubject }) =>
    ok({ events: [happened(bundleSent, newSubject('sent'), input)], value: null }),
})

/**
 * Writes a bundle for one institution: what it has not confirmed of our records and of those that others gave us, as far
 * as it may read them, and the documents that ours mention. Sending again since the last receipt is all there is to a
 * lost stick. `fromBeginning` believes no receipt and brings the documents of all: for who begins late or lost something.
 * For the own institution it carries everything that its other desks lack.
 */
export const exportBundle = task({
  permission: may('bundles:edit'),
  input: z.strictObject({
    to: z.string(),
    folder: fileToken,
    withDocuments: z.boolean(),
    fromBeginning: z.boolean().optional(),
    /** MB of each part of a set; without it one file is written. */
    partSize: z.literal(partSizes).nullable().optional(),
  }),
  async run({ input, db, desk, today, ports, signal, progress, execute }) {
    if (desk.condition) return refuse('desk/read-only', { reason: desk.condition.reason })
    const isOwn = input.to === desk.institution
    const keys = isOwn ? readOwnKeys(db, desk.device) : readPin(db, desk.institution, input.to)
    if (!keys) return refuse('bundles/not-pinned', { institution: input.to })
    const { ranges, covers } = dueFor(db, desk.device, input.to, input.fromBeginning ?? false)
    const own = ranges.find(({ device }) => device === desk.device)
    if (!own) return refuse('bundles/nothing-new')
    const { short } = namesOf(db)
    const route = `${short(desk.institution)}至${short(input.to)}`
    const label = `数据交换包-${route}-${today.replaceAll('-', '')}-${own.from}至${own.to}`
    const withDocuments = isOwn || input.fromBeginning ? 'all' : 'own'
    const plan: BundlePlan = {
      folder: input.folder,
      name: label,
      to: input.to,
      encryptTo: keys.encryptionKey,
      ranges,
      covers,
      documents: input.withDocuments ? withDocuments : 'none',
      partSize: input.partSize ? partBytes(input.partSize) : null,
    }
    const written = await ports.bundles.write(plan, { signal, progress })
    if (!written.ok) return written
    const { digest, size, bodies, documents } = written.value
    const recorded = execute(recordSent, {
      to: input.to,
      label,
      digest,
      size,
      encrypted: true,
      ranges: ranges.map((range) => ({ ...range })),
      covers: covers.map((range) => ({ ...range })),
      bodies,
      documents,
    })
    return recorded.ok ? ok(written.value) : recorded
  },
})

/** Opens a bundle like a letter: all checks, then what is inside. No record changes. */
export const openBundle = task({
  permission: may('bundles:edit'),
  input: z.strictObject({ file: fileToken }),
  run: ({ input, ports, signal, progress }) => ports.bundles.check(input.file, { signal, progress }),
})

/** Takes a checked bundle in, as far as it joins, and what waited for it. */
export const acceptBundle = task({
  permission: may('bundles:edit'),
  input: z.strictObject({ staged: z.string() }),
  run: (context) => context.ports.bundles.inTurn(() => takeIn(context, context.input.staged)),
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
