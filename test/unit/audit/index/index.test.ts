import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import type {
  AccessIndex,
  SubjectAccess,
  SubjectAccessPlace,
} from '../../../../src/audit/index/access-index.js';
import { checkIndex } from '../../../../src/audit/index/check-index.js';
import { IndexDatabase } from '../../../../src/audit/index/index-database.js';
import { JournalIndexer } from '../../../../src/audit/index/journal-indexer.js';
import { SqlIndex } from '../../../../src/audit/index/sql-index.js';
import { readRecords } from '../../../../src/audit/reading/read-records.js';
import type { RecordBody } from '../../../../src/audit/record/record.js';
import { fieldsBySubject } from '../../../../src/audit/index/field-outcomes.js';
import { answer, intent, outcome, Workplace } from '../fixtures.js';

const EVER = { from: '1970-01-01T00:00:00.000Z', to: '9999-01-01T00:00:00.000Z' };
let place: Workplace;
let database: IndexDatabase;

beforeEach(async () => {
  place = await Workplace.make();
  database = await openDatabase('index.sqlite');
});
afterEach(async () => {
  await database.close();
  await place.remove();
});

const openDatabase = (name: string) =>
  IndexDatabase.open({ url: { kind: 'sqlite', path: join(place.root, name) } });
const indexerOf = (to = database) =>
  new JournalIndexer({ database: to, directory: place.audit, keys: place.keys });
const check = () => checkIndex({ database, directory: place.audit, keys: place.keys });

async function catchUp(to = database): Promise<void> {
  const indexer = indexerOf(to);
  await indexer.catchUp();
  expect(await indexer.lag()).toEqual({ records: 0 });
  await indexer.close();
}

async function allPages(
  read: (after: SubjectAccessPlace | null) => Promise<readonly SubjectAccess[]>,
): Promise<SubjectAccess[]> {
  const all: SubjectAccess[] = [];
  for (let after: SubjectAccessPlace | null = null; ; after = all.at(-1) ?? null) {
    const page = await read(after);
    all.push(...page);
    if (page.length < 3) return all;
  }
}

/** Every sighting of the journal, read without any index. */
async function journalSightings(
  wanted: (account: string | null, subject: string) => boolean,
): Promise<string[]> {
  const found: string[] = [];
  for await (const { writer, record } of readRecords(place.audit, place.keys)) {
    if (record.kind !== 'OUTCOME') continue;
    for (const [subject, fields] of fieldsBySubject(record.accesses))
      if (subject !== null && wanted(record.account, subject))
        found.push(JSON.stringify([record.at, `${writer}/${record.seq}`, subject, fields]));
  }
  return found.sort();
}

const lines = (sightings: readonly SubjectAccess[]) =>
  sightings.map(({ at, record, subject, fields }) => JSON.stringify([at, record, subject, fields])).sort();

interface Step {
  readonly writer: 0 | 1;
  readonly account: string;
  readonly person: string;
  readonly answered: boolean;
  /** Milliseconds to the next. */
  readonly pause: number;
}
const STEP: fc.Arbitrary<Step> = fc.record({
  writer: fc.constantFrom(0, 1),
  account: fc.constantFrom('clerk', 'manager'),
  person: fc.constantFrom('1000001', '1000002', '1000003'),
  answered: fc.boolean(),
  pause: fc.constantFrom(0, 0, 1, 5),
});

async function write(steps: readonly Step[]): Promise<string> {
  let clock = Date.parse('2024-05-01T00:00:00.000Z');
  const now = () => new Date(clock).toISOString();
  const logs = [await place.open({ now }), await place.open({ now })];
  const subjects = logs[0]?.pseudonym('1000001') ?? '';
  for (const [at, { writer, account, person, answered, pause }] of steps.entries()) {
    const log = logs[writer];
    if (log === undefined) continue;
    clock += pause;
    const seq = log.append({ ...intent(`r${at}`), account } as RecordBody);
    if (answered) await log.seal({ ...outcome(log, `r${at}`, seq, person), account } as RecordBody);
  }
  for (const log of logs) await log.close();
  return subjects;
}

test('both questions find every access of the journal, page by page, each once, newest first', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(STEP, { minLength: 1, maxLength: 25 }), async (steps) => {
      await rm(place.audit, { recursive: true, force: true });
      await rm(join(place.root, 'keys', 'audit'), { recursive: true, force: true });
      await database.clear();
      const subject = await write(steps);
      await catchUp();
      const index: AccessIndex = new SqlIndex(database);
      const about = await allPages((after) => index.accessesTo(subject, { ...EVER, first: 3, after }));
      const by = await allPages((after) => index.accessesBy('clerk', { ...EVER, first: 3, after }));
      expect(lines(about)).toEqual(await journalSightings((_, seen) => seen === subject));
      expect(lines(by)).toEqual(await journalSightings((account) => account === 'clerk'));
      expect(about.map(({ at }) => at)).toEqual(
        about
          .map(({ at }) => at)
          .sort()
          .reverse(),
      );
      expect((await index.openIntents(EVER)).length).toBe(steps.filter(({ answered }) => !answered).length);
      expect(await check()).toBeNull();
    }),
    { numRuns: 25 },
  );
});

test('a span begins with its first instant and ends before its last', async () => {
  const steps = [0, 1, 1, 1].map(
    (pause) => ({ writer: 0, account: 'clerk', person: '1000001', answered: true, pause }) as const,
  );
  const subject = await write(steps);
  await catchUp();
  const span = { from: '2024-05-01T00:00:00.001Z', to: '2024-05-01T00:00:00.003Z' };
  const index = new SqlIndex(database);
  const found = await index.accessesTo(subject, { ...span, first: 10, after: null });
  expect(found.map(({ at }) => at)).toEqual(['2024-05-01T00:00:00.002Z', '2024-05-01T00:00:00.001Z']);
  const operations: string[] = [];
  for await (const { at, subjects } of index.operations(span)) operations.push(`${at} ${subjects.length}`);
  expect(operations).toEqual(['2024-05-01T00:00:00.001Z 1', '2024-05-01T00:00:00.002Z 1']);
});

test('goes on where it was, in a segment that grew and in the next ones', async () => {
  const log = await place.open({ segmentBytes: 3000 });
  const indexer = indexerOf();
  for (let at = 0; at < 12; at++) {
    await answer(log, `r${at}`);
    await indexer.catchUp();
  }
  await log.close();
  await indexer.close();
  await catchUp();
  expect(
    (await new SqlIndex(database).accessesTo(log.pseudonym('1000001'), { ...EVER, first: 50, after: null }))
      .length,
  ).toBe(12);
  expect(await check()).toBeNull();
});

test('what was purged leaves the index with the record that tells of it', async () => {
  const log = await place.open();
  const [first = 0, , last = 0] = [
    await answer(log, 'a'),
    await log.seal(intent('open')),
    await answer(log, 'b'),
    await answer(log, 'kept'),
  ].slice(0, 3);
  await catchUp();
  const purged = { writer: log.writer, segment: 1, firstSeq: 1, lastSeq: last, end: '' };
  await log.seal({ kind: 'PURGE', by: 'somebody', segments: [purged] });
  await log.close();
  await catchUp();
  const index = new SqlIndex(database);
  const found = await index.accessesTo(log.pseudonym('1000001'), { ...EVER, first: 50, after: null });
  expect(first).toBeLessThan(last);
  expect(found.map(({ record }) => record)).toEqual([`${log.writer}/${last + 2}`]);
  expect(await index.openIntents(EVER)).toEqual([]);
});

test('made anew, it holds the same rows', async () => {
  await write([
    { writer: 0, account: 'clerk', person: '1000001', answered: true, pause: 1 },
    { writer: 1, account: 'clerk', person: '1000002', answered: false, pause: 1 },
  ]);
  await catchUp();
  const dump = async () =>
    Promise.all(
      ['operation', 'subject', 'shape', 'event', 'intent', 'progress'].map((name) =>
        database.query(`SELECT * FROM access_${name} ORDER BY 1, 2`),
      ),
    );
  const before = await dump();
  await database.clear();
  await catchUp();
  expect(await dump()).toEqual(before);
});

test('made anew while somebody indexes, it holds what that one had written before', async () => {
  const log = await place.open();
  const indexer = indexerOf();
  await answer(log, 'r1');
  await indexer.catchUp();
  await database.clear();
  await answer(log, 'r2');
  // Finds that it was overtaken, and begins where the index stands.
  await indexer.catchUp();
  await indexer.catchUp();
  await log.close();
  await indexer.close();
  expect(await check()).toBeNull();
});

test('two that index the same log write each row once', async () => {
  const log = await place.open();
  const second = await openDatabase('index.sqlite');
  const indexers = [indexerOf(), indexerOf(second)];
  for (let at = 0; at < 8; at++) {
    await answer(log, `r${at}`);
    await Promise.all(indexers.map((indexer) => indexer.catchUp()));
  }
  await log.close();
  for (const indexer of indexers) await indexer.close();
  await catchUp();
  expect(await check()).toBeNull();
  await second.close();
});

test('a batch that is cut off leaves nothing of itself, and is written whole the next time', async () => {
  const log = await place.open();
  for (let at = 0; at < 5; at++) await answer(log, `r${at}`);
  await log.close();
  await database.query(
    "CREATE TRIGGER cut BEFORE INSERT ON access_event BEGIN SELECT RAISE(ABORT, 'cut off'); END",
  );
  await expect(indexerOf().catchUp()).rejects.toMatchObject({ code: 'AUDIT_UNAVAILABLE' });
  for (const table of ['operation', 'subject', 'progress', 'shape'])
    expect(await database.query(`SELECT * FROM access_${table}`)).toEqual([]);
  await database.query('DROP TRIGGER cut');
  await catchUp();
  expect(await check()).toBeNull();
});

describe('an index that was edited', () => {
  const EDITS: readonly (readonly [string, string])[] = [
    [
      'another account',
      "UPDATE access_operation SET account = 'manager' WHERE id = (SELECT MIN(id) FROM access_operation)",
    ],
    [
      'another time',
      'UPDATE access_operation SET instant = instant + 1 WHERE id = (SELECT MIN(id) FROM access_operation)',
    ],
    ['another purpose', "UPDATE access_operation SET details = replace(details, 'HISTORY', 'INQUIRY')"],
    ['an operation gone', 'DELETE FROM access_operation WHERE id = (SELECT MAX(id) FROM access_operation)'],
    [
      'an operation more',
      "INSERT INTO access_operation SELECT MAX(id) + 1, 0, 'clerk', '{}' FROM access_operation",
    ],
    [
      'a person gone',
      'DELETE FROM access_subject WHERE operation = (SELECT MIN(operation) FROM access_subject)',
    ],
    [
      'a person more',
      "INSERT INTO access_subject SELECT 'somebody', instant, operation, shape FROM access_subject LIMIT 1",
    ],
    [
      'another person',
      "UPDATE access_subject SET subject = 'somebody' WHERE operation = (SELECT MIN(operation) FROM access_subject)",
    ],
    ['a sighting at another time', 'UPDATE access_subject SET instant = instant - 1'],
    ['other fields', "UPDATE access_shape SET details = replace(details, 'WITHHELD', 'DISCLOSED')"],
    ['fields gone', 'DELETE FROM access_shape'],
    ['an event gone', 'DELETE FROM access_event WHERE id = (SELECT MIN(id) FROM access_event)'],
    ['another event', "UPDATE access_event SET details = replace(details, 'START', 'STOP')"],
    ['an event at another time', 'UPDATE access_event SET instant = 0'],
    ['an event more', "INSERT INTO access_event SELECT MAX(id) + 1, 0, '{}' FROM access_event"],
    ['an open intent gone', 'DELETE FROM access_intent'],
    ['an open intent more', "INSERT INTO access_intent SELECT id - 1, 0, '{}' FROM access_intent"],
    [
      'an open intent of somebody else',
      "UPDATE access_intent SET details = replace(details, 'clerk', 'manager')",
    ],
    ['progress that runs ahead', 'UPDATE access_progress SET seq = seq + 5'],
    [
      'a record of a writer that never was',
      "INSERT INTO access_operation SELECT id + 9 * 1099511627776, 0, 'clerk', '{}' FROM access_operation LIMIT 1",
    ],
  ];

  test.each(EDITS)('is found out: %s', async (_, edit) => {
    const log = await place.open();
    for (let at = 0; at < 4; at++) await answer(log, `r${at}`, `100000${at}`);
    await log.seal(intent('never answered'));
    await log.close();
    await catchUp();
    expect(await check()).toBeNull();
    await database.query(edit);
    expect(await check()).toMatch(/^gw\d+\/\d+$/);
  });
});

describe('what became of fields', () => {
  const fieldsOf = async (person: string, log: { pseudonym(person: string): string }) => {
    const found = await new SqlIndex(database).accessesTo(log.pseudonym(person), {
      ...{ ...EVER, first: 10, after: null },
    });
    return found.map(({ fields }) => fields.map(({ coordinate }) => coordinate));
  };
  const WHOLE = ['Resident.address', 'Resident.name'];

  // docs/attacks.md L16.
  test('is told of what comes after another process has made the index anew behind a purge', async () => {
    const log = await place.open();
    const follower = indexerOf();
    await answer(log, 'purged');
    await follower.catchUp();
    // Nothing that is left of the journal has this shape: an index made from it has none, and stands where this one did.
    for (const table of ['subject', 'operation', 'shape'])
      await database.query(`DELETE FROM access_${table}`);
    await answer(log, 'later');
    await follower.catchUp();
    expect(await fieldsOf('1000001', log)).toEqual([WHOLE]);
    await follower.close();
    await log.close();
  });

  test('is told by its own text, and what was written before by none that comes later', async () => {
    const log = await place.open();
    await answer(log, 'before');
    await catchUp();
    await database.query("UPDATE access_shape SET details = '[]'");
    for (const request of ['later', 'later still']) {
      await answer(log, request);
      await catchUp();
    }
    expect((await fieldsOf('1000001', log)).sort()).toEqual([[], WHOLE, WHOLE]);
    await log.close();
    // The row that was edited is found out, and no other.
    expect(await check()).toMatch(/^gw1\/\d+$/);
    await database.query(`UPDATE access_shape SET details = (SELECT MAX(details) FROM access_shape)`);
    expect(await check()).toBeNull();
  });
});
