import { tables } from '../../core/db.ts'
import { on, type Projection } from '../../core/module.ts'
import { basisConfirmed, batchRulesSet, rulePackImported } from './events.ts'

type RulePacksTables = {
  batch_rules: { subject: string; pack: string; version: number; settings: string }
  confirmed_bases: {
    subject: string
    institution: string
    pack: string
    version: number
    title: string
    number: string
    at: string
  }
  imported_packs: {
    subject: string
    institution: string
    pack: string
    version: number
    person: string
    at: string
    /** The whole pack as JSON, as somebody's desk recorded it. */
    content: string
  }
}

export const rulePacksTables = tables<RulePacksTables>()
const k = rulePacksTables

export const projection: Projection = {
  revision: 1,
  tables: ['batch_rules', 'confirmed_bases', 'imported_packs'],
  ddl: `CREATE TABLE batch_rules (
      subject TEXT PRIMARY KEY, pack TEXT NOT NULL, version INTEGER NOT NULL, settings TEXT NOT NULL
    ) STRICT;
    CREATE TABLE confirmed_bases (
      subject TEXT PRIMARY KEY, institution TEXT NOT NULL, pack TEXT NOT NULL, version INTEGER NOT NULL,
      title TEXT NOT NULL, number TEXT NOT NULL, at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE imported_packs (
      subject TEXT PRIMARY KEY, institution TEXT NOT NULL, pack TEXT NOT NULL, version INTEGER NOT NULL,
      person TEXT NOT NULL, at TEXT NOT NULL, content TEXT NOT NULL
    ) STRICT;
    CREATE INDEX imported_packs_by_version ON imported_packs (pack, version);`,
  handlers: [
    on(batchRulesSet, (db, { subject, data }) => {
      const values = { pack: data.pack, version: data.version, settings: JSON.stringify(data.settings) }
      db.run(
        k
          .insertInto('batch_rules')
          .values({ subject, ...values })
          .onConflict((conflict) => conflict.column('subject').doUpdateSet(values)),
      )
    }),
    on(basisConfirmed, (db, { subject, institution, at, data }) => {
      const { pack, version, title, number } = data
      db.run(
        k.insertInto('confirmed_bases').values({ subject, institution, pack, version, title, number, at }),
      )
    }),
    on(rulePackImported, (db, { subject, institution, actor, at, data }) => {
      const { id: pack, version } = data.pack
      const content = JSON.stringify(data.pack)
      db.run(
        k
          .insertInto('imported_packs')
          .values({ subject, institution, pack, version, person: actor.id, at, content }),
      )
    }),
  ],
}
