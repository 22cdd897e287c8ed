import { z } from 'zod'
import { environments } from '../../../core/office.ts'
import type { FileToken } from '../../../core/ports/files.ts'
import { ok } from '../../../core/result.ts'
import { entryCall, nameOf } from '../entry-call.ts'

const token = z.string() as z.ZodType<FileToken>

/** The request of this machine that waits for its answer, or null. */
const joining = entryCall(z.null(), async (door) => ok(door.join.pending()))

/** Makes the keys of a further desk of an office; they wait here, also over a restart, until the answer comes. */
const beginJoin = entryCall(
  z.strictObject({
    institution: z.string(),
    environment: z.enum(environments),
    /** What people of the office will call this desk. */
    name: z.string().max(40),
  }),
  async (door, input) => door.join.begin(input),
)

const writeJoinRequest = entryCall(z.strictObject({ folder: token }), (door, input) =>
  door.join.writeRequest(input.folder),
)

const readJoinAnswer = entryCall(z.strictObject({ file: token }), (door, input) =>
  door.join.readAnswer(input.file),
)

/** Makes the desk and takes in what its office holds; the person can log in afterwards. */
const finishJoin = entryCall(
  z.strictObject({ file: token, password: z.string().max(200) }),
  async (door, input, job) => {
    const made = await door.join.make(input, job)
    return made.ok ? ok({ desk: nameOf(made.value.folder).key, person: made.value.person }) : made
  },
)

/** Forgets the request and its keys: an answer to it can no longer be opened. */
const giveUpJoin = entryCall(z.null(), async (door) => {
  door.join.giveUp()
  return ok(null)
})

/** What may be done before the login on a machine that joins an office. */
export const joins = {
  joining,
  beginJoin,
  writeJoinRequest,
  readJoinAnswer,
  finishJoin,
  giveUpJoin,
} as const
