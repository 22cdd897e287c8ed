import { z } from 'zod'
import { event } from '../../core/module.ts'
import { digestPattern } from '../../core/suite.ts'

/** Whose applications a hand-out holds: those this institution recorded, or all of the batch that are here. */
export const handOutScopes = ['own', 'all'] as const
export type HandOutScope = (typeof handOutScopes)[number]

/**
 * A list as XLSX and a page to stamp were written for an institution without a desk. Paper has no receipt: that it
 * arrived is never claimed.
 */
export const sheetsHandedOver = event({
  type: 'SheetsHandedOver',
  version: 1,
  audience: 'members',
  data: z.strictObject({
    to: z.string(),
    batch: z.string(),
    scope: z.enum(handOutScopes),
    /** Of the XLSX, as it was read back from where it was written. */
    digest: z.string().regex(digestPattern),
    size: z.int().min(0),
    /** Applications in it. */
    rows: z.int().min(0),
    /** Name of the file; it is made of institutions, batch year and day. */
    label: z.string().min(1).max(120),
  }),
})
