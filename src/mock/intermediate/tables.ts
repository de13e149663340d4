/**
 * Everything the stand-in knows, in one SQLite file: the network and the servers of all its institutions.
 * `institution` or `inquirer`/`provider` stands in every key, and no query goes without it: what is another's
 * is not there (R210).
 */
export const TABLES = `
CREATE TABLE IF NOT EXISTS institution (
  code TEXT PRIMARY KEY, name_ja TEXT NOT NULL, name_en TEXT NOT NULL, kind TEXT NOT NULL,
  public_key TEXT NOT NULL,        -- JWK: the signature of its calls is held against it
  list_version TEXT, list TEXT     -- its own copy of the permission list (R199)
);
-- link: the person as the network alone knows them.
CREATE TABLE IF NOT EXISTS person (
  institution TEXT, integrated TEXT, link INTEGER NOT NULL, PRIMARY KEY (institution, integrated)
) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS person_link ON person (link, institution);
-- 情報提供用個人識別符号: of one institution for one person; none can be worked out from another (R207).
CREATE TABLE IF NOT EXISTS code (institution TEXT, link INTEGER, code TEXT NOT NULL UNIQUE, PRIMARY KEY (institution, link));
CREATE TABLE IF NOT EXISTS inquiry (
  number TEXT PRIMARY KEY, inquirer TEXT NOT NULL, provider TEXT NOT NULL, request_id TEXT NOT NULL, request TEXT NOT NULL,
  condition_hash TEXT NOT NULL, link INTEGER NOT NULL, day TEXT NOT NULL, article TEXT, basis_conflict INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL, requested_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, refusal TEXT,
  provision_state TEXT, provision_changed_at INTEGER, holds TEXT NOT NULL DEFAULT '[]', received_at INTEGER,
  approved_by TEXT, approved_hash TEXT, approval_expires INTEGER, route_until INTEGER,
  UNIQUE (inquirer, request_id)
);
CREATE INDEX IF NOT EXISTS inquiry_open ON inquiry (state) WHERE state IN ('REQUESTED', 'LIST_CHECKED', 'PERMIT_RECEIVED', 'SENT');
CREATE INDEX IF NOT EXISTS inquiry_inquirer ON inquiry (inquirer, link);
CREATE INDEX IF NOT EXISTS inquiry_provider ON inquiry (provider, provision_state);
CREATE TABLE IF NOT EXISTS permit (
  id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, row TEXT NOT NULL, code TEXT NOT NULL, provider TEXT NOT NULL,
  items TEXT NOT NULL, route TEXT NOT NULL, use_by INTEGER NOT NULL, used_at INTEGER
);
CREATE TABLE IF NOT EXISTS answer (number TEXT PRIMARY KEY, inquirer TEXT NOT NULL, answer TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS delivery (
  institution TEXT, sequence INTEGER, number TEXT NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (institution, sequence)
);
-- Answers that a fault keeps back; only ever filled by tests.
CREATE TABLE IF NOT EXISTS held (number TEXT PRIMARY KEY, answer TEXT, fault TEXT NOT NULL, after INTEGER NOT NULL);
-- 情報提供等記録 (番号法23条).
CREATE TABLE IF NOT EXISTS record (
  institution TEXT, number TEXT, side TEXT NOT NULL, counterpart TEXT NOT NULL, row TEXT NOT NULL, article TEXT, items TEXT NOT NULL,
  link INTEGER NOT NULL, day TEXT NOT NULL, requested_at INTEGER NOT NULL, provided_at INTEGER, hidden INTEGER NOT NULL, keep_until TEXT NOT NULL,
  PRIMARY KEY (institution, number)
);
CREATE INDEX IF NOT EXISTS record_link ON record (institution, link);
CREATE TABLE IF NOT EXISTS copy (
  institution TEXT, link INTEGER, item TEXT, place INTEGER, copy TEXT NOT NULL, PRIMARY KEY (institution, link, item, place)
);
CREATE TABLE IF NOT EXISTS restriction (
  institution TEXT, link INTEGER, item TEXT, no_automatic INTEGER NOT NULL, non_disclosure INTEGER NOT NULL,
  changed_at INTEGER NOT NULL, changed_by TEXT NOT NULL, PRIMARY KEY (institution, link, item)
);
`;
