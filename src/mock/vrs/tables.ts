/**
 * Everything the stand-in knows, in one SQLite file: the areas of all municipalities. `institution` is the code of
 * the municipality; it stands in every key, and no query goes without it: what is another's is not there (R210).
 */
export const TABLES = `
CREATE TABLE IF NOT EXISTS institution (
  code TEXT PRIMARY KEY, name_ja TEXT NOT NULL, name_en TEXT NOT NULL,
  public_key TEXT NOT NULL         -- JWK: the signature of its calls is held against it
);
-- link: the human being as the system alone knows them; person: what one municipality calls them.
CREATE TABLE IF NOT EXISTS person (
  institution TEXT, person TEXT, link INTEGER NOT NULL, PRIMARY KEY (institution, person)
) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS person_link ON person (link, institution);
-- Keyed hash of an individual number. The number itself is nowhere in the file.
CREATE TABLE IF NOT EXISTS number (digest TEXT PRIMARY KEY, link INTEGER NOT NULL UNIQUE) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS target (
  institution TEXT, person TEXT, born TEXT, protected INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (institution, person)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS coupon (
  institution TEXT, coupon TEXT, person TEXT NOT NULL, issued_on TEXT NOT NULL, voided_on TEXT, reason TEXT,
  PRIMARY KEY (institution, coupon)
) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS coupon_valid ON coupon (institution, person) WHERE voided_on IS NULL;
CREATE INDEX IF NOT EXISTS coupon_person ON coupon (institution, person);
CREATE TABLE IF NOT EXISTS flag (
  institution TEXT, movement TEXT, person TEXT NOT NULL, kind TEXT NOT NULL, effective_on TEXT NOT NULL, planned INTEGER NOT NULL,
  cancelled INTEGER NOT NULL DEFAULT 0, ended_on TEXT, changed_at TEXT NOT NULL, PRIMARY KEY (institution, movement)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS flag_person ON flag (institution, person);
-- Two live rows of one dose come from the seed alone: such were there before the system refused them.
CREATE TABLE IF NOT EXISTS dose (
  institution TEXT, id TEXT, person TEXT NOT NULL, coupon TEXT NOT NULL, dose INTEGER NOT NULL, day TEXT NOT NULL, venue TEXT NOT NULL,
  doctor TEXT NOT NULL, maker TEXT NOT NULL, lot TEXT NOT NULL, given_in TEXT NOT NULL, reading TEXT NOT NULL, registered_at TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1, locked INTEGER NOT NULL DEFAULT 0, withdrawn INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (institution, id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS dose_person ON dose (institution, person);
-- What a dose was before each correction and before its withdrawal: nothing is ever lost.
CREATE TABLE IF NOT EXISTS dose_before (
  institution TEXT, id TEXT, version INTEGER, row TEXT NOT NULL, reason TEXT NOT NULL, staff TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (institution, id, version)
) WITHOUT ROWID;
-- Of one inquiry one row for both sides. hidden: the provider is not told who asked.
CREATE TABLE IF NOT EXISTS inquiry (
  inquirer TEXT, request_id TEXT, provider TEXT NOT NULL, link INTEGER NOT NULL, at TEXT NOT NULL, outcome TEXT NOT NULL,
  need TEXT NOT NULL, consent TEXT NOT NULL, hidden INTEGER NOT NULL, PRIMARY KEY (inquirer, request_id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS inquiry_link ON inquiry (link);
CREATE TABLE IF NOT EXISTS application (
  institution TEXT, id TEXT, number INTEGER NOT NULL, person TEXT NOT NULL, kind TEXT NOT NULL, channel TEXT NOT NULL,
  identity_check TEXT NOT NULL, state TEXT NOT NULL, received_at TEXT NOT NULL, changed_at TEXT NOT NULL,
  PRIMARY KEY (institution, id), UNIQUE (institution, number)
) WITHOUT ROWID;
`;
