/**
 * Tables of the derived index. A record's `id` is its writer's number and its sequence number in one
 * (`record-id.ts`), so that every process that reads the same journal writes the same rows. Instants are
 * milliseconds since 1970, UTC.
 *
 * - operation: one row for each OUTCOME; `details` is the rest of it as JSON
 * - subject: one row for each person in it; `shape` names what became of the fields about them
 * - shape: each distinct list of `FieldOutcome` once, as JSON; a page of fifty residents has one or two
 * - event: every other record but INTENT and CHECKPOINT
 * - intent: those that no OUTCOME has answered yet
 * - progress: the newest record of each writer that is in; raised in the same transaction as the rows
 */
export const INDEX_TABLES: readonly string[] = [
  'access_operation',
  'access_subject',
  'access_shape',
  'access_event',
  'access_intent',
  'access_progress',
];
