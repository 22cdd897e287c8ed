import { type Db, inserter, putter, tables } from '../../core/db.ts'
import { devicePrefix } from '../../core/event.ts'
import { on, type Projection, type Recorded } from '../../core/module.ts'
import { initialsOf } from '../search/rules.ts'
import { type DesksTables, deskHandlers, desksDdl } from './desks.ts'
import {
  applicantPeopleRecorded,
  applicationCompleted,
  applicationImported,
  applicationReinstated,
  applicationRevised,
  applicationWithdrawn,
  documentAttached,
  documentDetached,
  importRecorded,
  importWithdrawn,
  pagesMarked,
  revisionWithdrawn,
} from './events.ts'
import { looksDdl, looksHandlers } from './looks.ts'
import { type OrganisationRowsTables, organisationRowsDdl, putOrganisations } from './organisation-rows.ts'
import type { ApplicationContent, ApplicationKind } from './record.ts'
import { changedBetween, valueIn } from './revisable-fields.ts'

export type ApplicationsTables = {
  imports: {
    subject: string
    institution: string
    batch: string
    at: string
    actor: string
    data: string
    /** Where its applications come from: the institution of the covering letter, else the one that took it in. */
    origin: string
    /** The covering letter as JSON; null unless 未校验来源. */
    letter: string | null
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
  }
  /** Apart from the narrow table that lists scan: a hundred thousand contents would not fit beside each other. */
  application_contents: { subject: string; content: string }
  /**
   * Number, title and names of the organisations, for searching by any part: in lower case, and the initials in pinyin.
   * With rowids: every search reads all of it, which takes a quarter longer without.
   */
  application_searches: { subject: string; text: string; initials: string }
  application_documents: { subject: string; document: string; name: string; size: number; marks: string }
  application_people: { subject: string; people: string }
  /** What changed after the first list, field by field, in the order in which it counts. */
  application_changes: {
    subject: string
    field: string
    /** `list` took it from a later import, `undo` put back what was before one. */
    by: 'person' | 'list' | 'undo'
    /** Of `list` and `undo`. */
    import: string | null
    /** Where it stands in whose chain: the first eight digits of the device. */
    device: string
    seq: number
    at: string
    /** JSON of what the field said, and says. */
    before: string
    after: string
  }
  /** 申报单位撤回. */
  application_withdrawals: { subject: string; reason: string; date: string; at: string; actor: string }
}

export const applicationsTables = tables<ApplicationsTables & DesksTables & OrganisationRowsTables>()
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
])
const insertContent = inserter<ApplicationsTables['application_contents']>('application_contents', [
  'subject',
  'content',
])
const putPeople = putter<ApplicationsTables['application_people']>(
  'application_people',
  ['subject'],
  ['people'],
)
const insertSearch = inserter<ApplicationsTables['application_searches']>('application_searches', [
  'subject',
  'text',
  'initials',
])

/** The columns that lists sort and search by, out of what an application says. */
export function columnsOf(content: ApplicationContent) {
  const lead = content.organisations.find(({ roles }) => roles.includes('牵头'))
  const regions = [...new Set(content.organisations.flatMap(({ region }) => region ?? []))].sort()
  return {
    number: content.number,
    title: content.title,
    lead: lead?.name ?? '',
    lead_region: lead?.region ?? null,
    regions: regions.join(','),
    field: content.field,
    requested: content.money.requested,
    total: content.money.total,
  }
}

function searchesOf({ number, title, organisations }: ApplicationContent) {
  const names = [title, ...organisations.map(({ name }) => name)]
  return {
    text: [number, ...names].join('\n').toLowerCase(),
    initials: names.map(initialsOf).join('\n'),
  }
}

const insertChange = inserter<ApplicationsTables['application_changes']>('application_changes', [
  'subject',
  'field',
  'by',
  'import',
  'device',
  'seq',
  'at',
  'before',
  'after',
])

/** Puts a content in the place of what the application said, and keeps what changed; of persons only that they did. */
function replaceContent(
  db: Db,
  { subject, device, seq, at }: Recorded,
  { content: next, changes = [] }: { content: ApplicationContent; changes?: readonly { field: string }[] },
  source: Pick<ApplicationsTables['application_changes'], 'by' | 'import'>,
): void {
  const found = db.get(k.selectFrom('application_contents').select('content').where('subject', '=', subject))
  if (!found) return
  const now = JSON.parse(found.content) as ApplicationContent
  const fixed = { subject, ...source, device: devicePrefix(device), seq, at }
  for (const field of changedBetween(now, next)) {
    const [before, after] = [valueIn(now, field), valueIn(next, field)].map((value) => JSON.stringify(value))
    insertChange(db, { ...fixed, field, before: before!, after: after! })
  }
  if (changes.some(({ field }) => field === 'people'))
    insertChange(db, { ...fixed, field: 'people', before: 'null', after: 'null' })
  const content = JSON.stringify(next)
  db.run(k.updateTable('applications').set(columnsOf(next)).where('subject', '=', subject))
  db.run(k.updateTable('application_contents').set({ content }).where('subject', '=', subject))
  db.run(k.updateTable('application_searches').set(searchesOf(next)).where('subject', '=', subject))
  putOrganisations(db, subject, next)
}

function detach(db: Db, subject: string, document: string): void {
  db.run(
    k.deleteFrom('application_documents').where('subject', '=', subject).where('document', '=', document),
  )
}

export const projection: Projection = {
  revision: 1,
  tables: [
    'imports',
    'applications',
    'application_contents',
    'application_searches',
    'application_documents',
    'application_people',
    'application_changes',
    'application_withdrawals',
    'application_desks',
    'application_organisations',
    'personal_data_looks',
  ],
  ddl: `CREATE TABLE imports (
      subject TEXT PRIMARY KEY, institution TEXT NOT NULL, batch TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL,
      data TEXT NOT NULL, origin TEXT NOT NULL, letter TEXT, withdrawn TEXT
    ) STRICT;
    CREATE TABLE applications (
      subject TEXT PRIMARY KEY, import TEXT NOT NULL, batch TEXT NOT NULL, institution TEXT NOT NULL, kind TEXT NOT NULL,
      number TEXT NOT NULL, title TEXT NOT NULL, lead TEXT NOT NULL, lead_region TEXT, regions TEXT NOT NULL, field TEXT,
      requested INTEGER, total INTEGER, at TEXT NOT NULL
    ) STRICT;
    ${['number', 'title', 'lead', 'field', 'requested', 'total']
      .map(
        (column) =>
          `CREATE INDEX applications_by_${column} ON applications (${column}, subject, batch, import, lead_region);`,
      )
      .join('\n    ')}
    CREATE INDEX applications_by_batch ON applications (batch, number, import, lead_region);
    CREATE INDEX applications_by_import ON applications (import);
    CREATE TABLE application_contents (subject TEXT PRIMARY KEY, content TEXT NOT NULL) STRICT;
    CREATE TABLE application_searches (
      subject TEXT PRIMARY KEY, text TEXT NOT NULL, initials TEXT NOT NULL
    ) STRICT;
    CREATE TABLE application_documents (
      subject TEXT NOT NULL, document TEXT NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL, marks TEXT NOT NULL,
      PRIMARY KEY (subject, document)
    ) STRICT;
    CREATE TABLE application_people (subject TEXT PRIMARY KEY, people TEXT NOT NULL) STRICT;
    CREATE TABLE application_changes (
      subject TEXT NOT NULL, field TEXT NOT NULL, by TEXT NOT NULL, import TEXT, device TEXT NOT NULL, seq INTEGER NOT NULL,
      at TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL
    ) STRICT;
    CREATE INDEX application_changes_by_subject ON application_changes (subject);
    CREATE INDEX application_changes_by_import ON application_changes (import) WHERE import IS NOT NULL;
    CREATE TABLE application_withdrawals (
      subject TEXT PRIMARY KEY, reason TEXT NOT NULL, date TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    ${looksDdl}
    ${desksDdl}
    ${organisationRowsDdl}`,
  handlers: [
    ...deskHandlers,
    ...looksHandlers,
    on(importRecorded, (db, { subject, institution, at, actor, data }) => {
      const values = {
        subject,
        institution,
        batch: data.batch,
        at,
        actor: actor.id,
        data: JSON.stringify(data),
        origin: data.letter?.institution ?? institution,
        letter: data.letter && JSON.stringify(data.letter),
      }
      db.run(k.insertInto('imports').values({ ...values, withdrawn: null }))
    }),
    on(importWithdrawn, (db, { subject, data }) => {
      db.run(k.updateTable('imports').set({ withdrawn: data.reason }).where('subject', '=', subject))
    }),
    on(applicationImported, (db, { subject, institution, at, data }) => {
      const { batch, kind, content } = data
      const columns = columnsOf(content)
      insertApplication(db, { subject, import: data.import, batch, institution, kind, at, ...columns })
      insertContent(db, { subject, content: JSON.stringify(content) })
      insertSearch(db, { subject, ...searchesOf(content) })
      putOrganisations(db, subject, content)
    }),
    on(applicationCompleted, (db, recorded) =>
      replaceContent(db, recorded, recorded.data, { by: 'person', import: null }),
    ),
    on(applicationRevised, (db, recorded) =>
      replaceContent(db, recorded, recorded.data, { by: 'list', import: recorded.data.import }),
    ),
    on(revisionWithdrawn, (db, recorded) =>
      replaceContent(db, recorded, recorded.data, { by: 'undo', import: recorded.data.import }),
    ),
    on(applicationWithdrawn, (db, { subject, data, at, actor }) => {
      const said = { ...data, at, actor: actor.id }
      db.run(
        k
          .insertInto('application_withdrawals')
          .values({ subject, ...said })
          .onConflict((conflict) => conflict.column('subject').doUpdateSet(said)),
      )
    }),
    on(applicationReinstated, (db, { subject }) => {
      db.run(k.deleteFrom('application_withdrawals').where('subject', '=', subject))
    }),
    on(applicantPeopleRecorded, (db, { subject, data }) => {
      putPeople(db, { subject, people: JSON.stringify(data.people) })
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
