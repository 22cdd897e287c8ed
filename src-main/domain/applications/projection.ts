import { type Db, inserter, tables } from '../../core/db.ts'
import { on, type Projection } from '../../core/module.ts'
import {
  applicantPeopleRecorded,
  applicationCompleted,
  applicationImported,
  documentAttached,
  documentDetached,
  importRecorded,
  importWithdrawn,
  pagesMarked,
} from './events.ts'
import type { ApplicationContent, ApplicationKind } from './record.ts'

export type ApplicationsTables = {
  imports: {
    subject: string
    institution: string
    batch: string
    at: string
    actor: string
    data: string
    /** The reason, when it was withdrawn. */
    withdrawn: string | null
  }
  applications: {
    subject: string
    import: string
    batch: string
    institution: string
    kind: ApplicationKind
    number: string
    title: string
    lead: string
    lead_region: string | null
    /** Regions of all organisations, each once, as `JS,SH`. */
    regions: string
    field: string | null
    requested: number | null
    total: number | null
    at: string
    /** Number, title and names of the organisations, for searching by any part. */
    search: string
    content: string
  }
  application_documents: { subject: string; document: string; name: string; size: number; marks: string }
  application_people: { subject: string; people: string }
}

export const applicationsTables = tables<ApplicationsTables>()
const k = applicationsTables

const insertApplication = inserter<ApplicationsTables['applications']>('applications', [
  'subject',
  'import',
  'batch',
  'institution',
  'kind',
  'number',
  'title',
  'lead',
  'lead_region',
  'regions',
  'field',
  'requested',
  'total',
  'at',
  'search',
  'content',
])

/** The columns that lists sort and search by, out of what an application says. */
export function columnsOf(content: ApplicationContent) {
  const lead = content.organisations.find(({ roles }) => roles.includes('牵头'))
  const regions = [...new Set(content.organisations.flatMap(({ region }) => region ?? []))].sort()
  const names = content.organisations.map(({ name }) => name)
  return {
    number: content.number,
    title: content.title,
    lead: lead?.name ?? '',
    lead_region: lead?.region ?? null,
    regions: regions.join(','),
    field: content.field,
    requested: content.money.requested,
    total: content.money.total,
    search: [content.number, content.title, ...names].join('\n').toLowerCase(),
    content: JSON.stringify(content),
  }
}

function detach(db: Db, subject: string, document: string): void {
  db.run(
    k.deleteFrom('application_documents').where('subject', '=', subject).where('document', '=', document),
  )
}

export const projection: Projection = {
  revision: 1,
  tables: ['imports', 'applications', 'application_documents', 'application_people'],
  ddl: `CREATE TABLE imports (
      subject TEXT PRIMARY KEY, institution TEXT NOT NULL, batch TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL,
      data TEXT NOT NULL, withdrawn TEXT
    ) STRICT;
    CREATE TABLE applications (
      subject TEXT PRIMARY KEY, import TEXT NOT NULL, batch TEXT NOT NULL, institution TEXT NOT NULL, kind TEXT NOT NULL,
      number TEXT NOT NULL, title TEXT NOT NULL, lead TEXT NOT NULL, lead_region TEXT, regions TEXT NOT NULL, field TEXT,
      requested INTEGER, total INTEGER, at TEXT NOT NULL, search TEXT NOT NULL, content TEXT NOT NULL
    ) STRICT;
    CREATE INDEX applications_by_number ON applications (batch, number);
    CREATE INDEX applications_by_import ON applications (import);
    CREATE TABLE application_documents (
      subject TEXT NOT NULL, document TEXT NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL, marks TEXT NOT NULL,
      PRIMARY KEY (subject, document)
    ) STRICT;
    CREATE TABLE application_people (subject TEXT PRIMARY KEY, people TEXT NOT NULL) STRICT;`,
  handlers: [
    on(importRecorded, (db, { subject, institution, at, actor, data }) => {
      const values = {
        subject,
        institution,
        batch: data.batch,
        at,
        actor: actor.id,
        data: JSON.stringify(data),
      }
      db.run(k.insertInto('imports').values({ ...values, withdrawn: null }))
    }),
    on(importWithdrawn, (db, { subject, data }) => {
      db.run(k.updateTable('imports').set({ withdrawn: data.reason }).where('subject', '=', subject))
    }),
    on(applicationImported, (db, { subject, institution, at, data }) => {
      const { batch, kind, content } = data
      insertApplication(db, {
        subject,
        import: data.import,
        batch,
        institution,
        kind,
        at,
        ...columnsOf(content),
      })
    }),
    on(applicationCompleted, (db, { subject, data }) => {
      db.run(k.updateTable('applications').set(columnsOf(data.content)).where('subject', '=', subject))
    }),
    on(applicantPeopleRecorded, (db, { subject, data }) => {
      const people = JSON.stringify(data.people)
      db.run(
        k
          .insertInto('application_people')
          .values({ subject, people })
          .onConflict((conflict) => conflict.column('subject').doUpdateSet({ people })),
      )
    }),
    on(documentAttached, (db, { subject, data }) => {
      detach(db, subject, data.document)
      db.run(k.insertInto('application_documents').values({ subject, ...data, marks: '[]' }))
    }),
    on(documentDetached, (db, { subject, data }) => detach(db, subject, data.document)),
    on(pagesMarked, (db, { subject, data }) => {
      db.run(
        k
          .updateTable('application_documents')
          .set({ marks: JSON.stringify(data.marks) })
          .where('subject', '=', subject)
          .where('document', '=', data.document),
      )
    }),
  ],
}
