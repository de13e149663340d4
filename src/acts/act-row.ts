import { char, key, longText, nvarchar, table, varchar, type Table } from '../database/table.js';

/** What was asked for under a client's idempotency key. */
export interface ActRow {
  /** SHA-256 of account and key: a second act of one key finds the place taken. */
  readonly id: string;
  readonly action: string;
  /** Canonical hash of the input: the same key may not mean two things. */
  readonly content: string;
  /** UUID under which the other side knows the act, however often it is sent. */
  readonly requestId: string;
  /** What it came to, as its user writes it; null while that is not known. */
  readonly outcome: string | null;
  /** UTC, ISO 8601 with milliseconds: begun, or taken up again by a gateway that brings it to its end. */
  readonly at: string;
  /**
   * What the access log was told of it when it was begun, as JSON, persons by their pseudonyms: whoever brings it to its
   * end tells the same. There only while an INTENT of it waits for its OUTCOME; null once it has ended or was refused.
   */
  readonly facts: string | null;
}

/** A table of acts; each user of this room has one of its own. */
export function actTable(name: string): Table<keyof ActRow> {
  return table(name, {
    id: key(varchar('id', 43)),
    action: varchar('action_name', 24),
    content: varchar('content', 43),
    requestId: char('request_id', 36),
    outcome: nvarchar('outcome', 4_000),
    at: varchar('acted_at', 24),
    facts: longText('facts'),
  });
}
