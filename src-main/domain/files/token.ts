import { z } from 'zod'
import type { FileToken } from '../../core/ports/files.ts'

/** The token of a file or folder that a person picked; what it stands for only the backend knows. */
export const fileToken = z.string() as z.ZodType<FileToken>
