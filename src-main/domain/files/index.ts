import { z } from 'zod'
import { task } from '../../core/module.ts'
import { may } from '../accounts/rules.ts'
import { fileToken } from './token.ts'

/** The backend's own picker, for hosts without a native one: names and tokens, never paths. */
const browse = task({
  permission: may('signed-in'),
  input: z.strictObject({ folder: fileToken.nullable() }),
  run: ({ input, ports }) => ports.files.browse(input.folder),
})

const makeFolder = task({
  permission: may('signed-in'),
  input: z.strictObject({ parent: fileToken, name: z.string().min(1).max(120) }),
  run: ({ input, ports }) => ports.files.makeFolder(input.parent, input.name),
})

export const files = { name: 'files', events: [], calls: { browse, makeFolder } } as const
