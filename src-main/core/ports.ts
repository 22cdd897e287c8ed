import type { Bundles } from './ports/bundles.ts'
import type { Documents } from './ports/documents.ts'
import type { Dossiers } from './ports/dossiers.ts'
import type { Drafts } from './ports/drafts.ts'
import type { Enrolment } from './ports/enrolment.ts'
import type { Files } from './ports/files.ts'
import type { Integrity } from './ports/integrity.ts'
import type { Papers } from './ports/papers.ts'
import type { Readings } from './ports/readings.ts'
import type { Backups, Succession } from './ports/recovery.ts'
import type { Staging } from './ports/staging.ts'
import type { Tables } from './ports/tables.ts'
import type { Vault } from './ports/vault.ts'

/** What tasks get from outside: each port is a file of `ports/`. */
export type Ports = {
  readonly files: Files
  readonly tables: Tables
  readonly documents: Documents
  readonly staging: Staging
  readonly drafts: Drafts
  readonly readings: Readings
  readonly vault: Vault
  readonly papers: Papers
  readonly dossiers: Dossiers
  readonly bundles: Bundles
  readonly backups: Backups
  readonly succession: Succession
  readonly enrolment: Enrolment
  readonly integrity: Integrity
}
