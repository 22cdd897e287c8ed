import { z } from 'zod'
import type { FileToken } from '../../../core/ports/files.ts'
import { ok, refuse } from '../../../core/result.ts'
import { entryCall, folderNamed, nameOf, openNamed } from '../entry-call.ts'

const token = z.string() as z.ZodType<FileToken>
const password = z.string().max(200)
const groups = z.string().max(400)

/** The backend's own picker, for hosts without a native one: names and tokens, never paths. */
const browse = entryCall(z.strictObject({ folder: token.nullable() }), (door, input) =>
  door.browse(input.folder),
)

const findBackups = entryCall(z.strictObject({ folder: token }), (door, input) =>
  door.restores.find(input.folder),
)

/** Copies a backup and checks all of it, before anything that is here is touched. */
const prepareRestore = entryCall(
  z.strictObject({ backup: token, insteadOf: z.string().nullable(), mayLackDocuments: z.boolean() }),
  async (door, { backup, insteadOf, mayLackDocuments }, job) => {
    const folder = insteadOf === null ? null : folderNamed(door, insteadOf)
    if (folder === undefined) return refuse('desk/unknown')
    return door.restores.prepare({ backup, insteadOf: folder, mayLackDocuments }, job)
  },
)

const person = z.strictObject({ person: z.string(), password })

/** Two people of the backup, or one and the recovery sheet, put it in its place. Nobody is logged in afterwards. */
const restore = entryCall(
  z.strictObject({
    restore: z.string(),
    first: person,
    second: person.nullable(),
    groups: groups.nullable(),
  }),
  async (door, { restore: id, ...confirmation }) => {
    const restored = await door.restores.confirm(id, confirmation)
    return restored.ok ? ok(nameOf(restored.value)) : restored
  },
)

const dropRestore = entryCall(z.strictObject({ restore: z.string() }), async (door, input) => {
  door.restores.drop(input.restore)
  return ok(null)
})

/** A forgotten password where no two colleagues could give a new one: the recovery sheet does. */
const resetWithSheet = entryCall(
  z.strictObject({ desk: z.string(), person: z.string(), groups, password }),
  async (door, { desk, ...request }) => {
    const opened = await openNamed(door, desk)
    return opened.ok ? door.resetWithSheet(opened.value, request) : opened
  },
)

/** What may be done before the login when a desk, or a password, is lost. */
export const restoring = {
  browse,
  findBackups,
  prepareRestore,
  restore,
  dropRestore,
  resetWithSheet,
} as const
