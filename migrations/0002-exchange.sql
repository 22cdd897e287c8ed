-- Who may write on a subject is asked for every event: the few events that decide it are found by their type.
CREATE INDEX bodies_governing ON bodies (type) WHERE type IN ('ChainBegan', 'DeviceCertified', 'DeviceRetired');
CREATE INDEX bodies_handed_over ON bodies (subject) WHERE type = 'HandedOver';

-- Bundles that were accepted and whose ranges do not join yet; the file lies in the folder `inbox` under its digest.
CREATE TABLE inbox (
  digest TEXT PRIMARY KEY,
  sender TEXT NOT NULL,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  -- JSON: ranges {device, institution, from, to} that are inside, and those that must come first.
  ranges TEXT NOT NULL,
  missing TEXT NOT NULL,
  at TEXT NOT NULL,
  -- Code of what became of it when it can wait no longer: its file is gone, its sender retired, …
  problem TEXT
) STRICT, WITHOUT ROWID;

-- Proof that a device told two stories: its two checkpoints, and the headers that lead to each from where they differ.
-- ours and theirs are JSON {checkpoint, headers} as core/fork-proof.ts has them; ours is null where no checkpoint shows it.
CREATE TABLE forks (
  device TEXT PRIMARY KEY,
  institution TEXT NOT NULL,
  -- First place where the two differ.
  seq INTEGER NOT NULL,
  ours TEXT,
  theirs TEXT NOT NULL,
  sender TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
