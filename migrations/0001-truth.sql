-- The tables of truth: what cannot be made again from anything else. Projections are made from events and are not here.

CREATE TABLE chains (
  number INTEGER PRIMARY KEY,
  device TEXT NOT NULL UNIQUE,
  institution TEXT NOT NULL,
  suite TEXT NOT NULL,
  public_key TEXT NOT NULL,
  -- DSSE envelope around the device certificate, as its genesis carries it.
  certificate TEXT NOT NULL,
  own INTEGER NOT NULL
) STRICT;

CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  chain INTEGER NOT NULL REFERENCES chains (number),
  seq INTEGER NOT NULL,
  id TEXT NOT NULL UNIQUE,
  header BLOB NOT NULL,
  UNIQUE (chain, seq)
) STRICT;

-- Bodies as received. Withheld is a normal state: then an event has no row here, and it may come later.
-- type, audience, recipients, subject repeat what stands in the bytes; problem says why a body is not projected.
CREATE TABLE bodies (
  position INTEGER PRIMARY KEY REFERENCES events (position),
  type TEXT,
  audience TEXT,
  recipients TEXT,
  subject TEXT,
  problem TEXT,
  bytes BLOB NOT NULL
) STRICT;

CREATE INDEX bodies_by_subject ON bodies (subject, position);
CREATE INDEX bodies_with_problem ON bodies (problem) WHERE problem IS NOT NULL;

CREATE TABLE checkpoints (
  chain INTEGER NOT NULL REFERENCES chains (number),
  seq INTEGER NOT NULL,
  head TEXT NOT NULL,
  envelope BLOB NOT NULL,
  PRIMARY KEY (chain, seq, head)
) STRICT;

CREATE TABLE idempotency (
  key TEXT PRIMARY KEY,
  call TEXT NOT NULL,
  person TEXT NOT NULL,
  result TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE credentials (
  person TEXT PRIMARY KEY,
  kdf TEXT NOT NULL,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE drafts (
  person TEXT NOT NULL,
  form TEXT NOT NULL,
  value TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (person, form)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE security_log (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  code TEXT NOT NULL,
  facts TEXT NOT NULL
) STRICT;

-- A seat-belt, not the guarantee: the guarantee is the chain of digests and its checkpoints.
CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events BEGIN SELECT RAISE (ABORT, 'events are append-only'); END;
CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events BEGIN SELECT RAISE (ABORT, 'events are append-only'); END;
CREATE TRIGGER bodies_are_never_changed BEFORE UPDATE OF bytes, position ON bodies BEGIN SELECT RAISE (ABORT, 'bodies are append-only'); END;
CREATE TRIGGER bodies_are_never_deleted BEFORE DELETE ON bodies BEGIN SELECT RAISE (ABORT, 'bodies are append-only'); END;
