import { z } from 'zod'
import { type TaskContext, task } from '../../core/module.ts'
import type { Admission } from '../../core/ports/enrolment.ts'
import type { FileToken } from '../../core/ports/files.ts'
import { ok, type Result, refuse } from '../../core/result.ts'
import { deskNameOf } from '../accounts/desk-names.ts'
import { readAccount } from '../accounts/queries.ts'
import { may } from '../accounts/rules.ts'
import { fileToken } from '../files/token.ts'
import { certifyDesk } from '../trust/certify-desk.ts'
import { readDesks } from '../trust/desks.ts'
import { exportBundle } from './tasks.ts'

/**
 * Lets another desk into the office: certifies its key and writes two files into one folder, a bundle with everything
 * that the office holds, and the answer, last, because it names the bundle. `heard` are the digits on that desk's screen,
 * `groups` the recovery sheet (null while the secret is still kept here). A desk that has written before gets its renewed
 * certificate only. May be done again with the same request.
 */
export const admitDesk = task({
  permission: may('administration:edit'),
  input: z.strictObject({
    file: fileToken,
    folder: fileToken,
    heard: z.string(),
    groups: z.string().max(400).nullable(),
    /** Who will be the first to log in there; of no account where the desk has its people already. */
    person: z.string().nullable(),
  }),
  async run(context) {
    const { input, db, desk, ports } = context
    const read = await ports.enrolment.readRequest(input.file)
    if (!read.ok) return read
    const request = read.value
    const known = readDesks(db, desk).find(({ device }) => device === request.device)
    const isNew = !known || known.state === 'waiting'
    const account = input.person === null ? undefined : readAccount(db, input.person)
    if (isNew && (!account?.open || account.institution !== desk.institution))
      return refuse('accounts/unknown')
    const { heard, groups } = input
    const certified = await certifyDesk(context, { request, heard, groups })
    if (!certified.ok) return certified
    let admission: Admission | null = null
    if (isNew && account) {
      const { id, name, roles } = account
      const bundle = await everything(context, input.folder)
      if (!bundle.ok) return bundle
      admission = { person: { id, name, roles }, bundle: bundle.value }
    }
    const answer = await ports.enrolment.writeAnswer({
      ...certified.value,
      request,
      folder: input.folder,
      by: deskNameOf(db, desk.institution, desk.device),
      admission,
    })
    if (!answer.ok) return answer
    return ok({ answer: answer.value.name, bundle: admission?.bundle.file ?? null })
  },
})

/** An administrator sees no applications, but may carry them, encrypted, to another desk of the office. */
async function everything(
  context: TaskContext<unknown>,
  folder: FileToken,
): Promise<Result<Admission['bundle']>> {
  const written = await exportBundle.run({
    ...context,
    input: { to: context.desk.institution, folder, withDocuments: true, fromBeginning: true },
    execute: (command, input, options) =>
      context.execute({ ...command, permission: may('administration:edit') }, input, options),
  })
  return written.ok ? ok({ file: written.value.file, digest: written.value.digest }) : written
}
