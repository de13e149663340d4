import fc from 'fast-check';
import { join } from 'node:path';
import { CASE_MIGRATIONS } from '../../../src/cases/case-migrations.js';
import { consentedScopes } from '../../../src/cases/consented-scopes.js';
import { seenSince } from '../../../src/cases/seen-documents.js';
import { migrate, migrateBack } from '../../../src/database/migrate.js';
import { StoresBefore } from '../database/before-migrations.js';
import { GROWN, named, openInput, World } from './desk.js';

/** What was seen with somebody on a case is theirs, and what was seen before they came is not. docs/attacks.md V26. */

const PERSONS = [1, 2, 3].map((person) => String(person).padStart(15, '0'));
const KINDS = ['NUMBER_CARD', 'PASSPORT', 'NOTIFICATION_CARD'] as const;
type Kind = (typeof KINDS)[number];
const NUMBER = '2023-0001';

const order = fc.record({
  first: fc.subarray(PERSONS, { minLength: 1 }),
  seen: fc.subarray([...KINDS], { minLength: 1 }),
  acts: fc.array(
    fc.oneof(
      fc.record({ persons: fc.subarray(PERSONS, { minLength: 1 }), clock: fc.integer({ min: 0, max: 9 }) }),
      fc.record({ kinds: fc.subarray([...KINDS], { minLength: 1 }), clock: fc.integer({ min: 0, max: 9 }) }),
    ),
    { maxLength: 6 },
  ),
});

test('in whatever order persons and documents come, whatever the clocks of the gateways, behind a restart', async () => {
  const property = fc.asyncProperty(order, async ({ first, seen, acts }) => {
    const world = new World();
    await world.start();
    try {
      const documents = ['DRIVING_LICENCE', ...seen] as const;
      await world.desk().open(openInput('open-case-key', first, { documents }));
      const theirs = new Map(first.map((person) => [person, new Set<string>(documents)]));
      const came: string[] = [];
      for (const [at, act] of acts.entries()) {
        const given = { idempotencyKey: `later-act-key-${at}`, validateOnly: false, number: NUMBER };
        world.ticks = act.clock;
        if ('persons' in act) {
          await world.desk().addPersons({ ...given, persons: act.persons, namedBy: named(act.persons) });
          const added = act.persons.filter((person) => !theirs.has(person));
          if (added.length > 0) came.push(added.join(' '));
          for (const person of added) theirs.set(person, new Set());
        } else {
          const isNew = act.kinds.some((kind: Kind) => [...theirs.values()].some((own) => !own.has(kind)));
          const { faults } = await world.desk().addDocuments({ ...GROWN, ...given, documents: act.kinds });
          expect(faults.map(({ code }) => code)).toEqual(isNew ? [] : ['TERMS']);
          for (const own of theirs.values()) for (const kind of act.kinds) own.add(kind);
        }
      }
      await world.restart();
      const found = await world.store.byName(NUMBER);
      if (found === null) throw new TypeError('the case is gone');
      const additions = await world.store.additionsOf(NUMBER);
      expect(additions.flatMap(({ persons }) => (persons === '' ? [] : [persons]))).toEqual(came);
      for (const [person, own] of theirs) {
        const arrivedAt = found.addedAt.get(person) ?? null;
        expect(seenSince(found.row, { additions, arrivedAt })).toEqual(own);
        // R226: whoever was added has not asked as the case was opened.
        expect(consentedScopes(found, [person]).has('ISSUE_COUPON')).toBe(first.includes(person));
      }
    } finally {
      await world.end();
    }
  });
  await fc.assert(property, { numRuns: 40 });
});

test('each time that documents were seen is told with its kinds, also those that were seen before', async () => {
  const world = new World();
  await world.start();
  try {
    const [one = '', other = ''] = PERSONS;
    await world.desk().open(openInput('open-case-key', [one]));
    const given = { validateOnly: false, number: NUMBER };
    await world
      .desk()
      .addPersons({ ...given, idempotencyKey: 'add-key-1', persons: [other], namedBy: named([other]) });
    const documents = ['PASSPORT', 'NUMBER_CARD'] as const;
    await world.desk().addDocuments({ ...GROWN, ...given, idempotencyKey: 'add-key-2', documents });
    const view = await world.desk().find(NUMBER);
    if (view === null) throw new TypeError('the case is gone');
    expect(view.documents).toEqual(['NUMBER_CARD', 'PASSPORT']);
    const checks = await world.desk().identityChecksOf(view);
    expect(checks.map((check) => check.documents)).toEqual([['NUMBER_CARD'], ['PASSPORT', 'NUMBER_CARD']]);
  } finally {
    await world.end();
  }
});

describe('a case of before', () => {
  let before: StoresBefore;
  beforeEach(() => (before = new StoresBefore()));
  afterEach(() => before.remove());

  test('has who came later as such, since they were first named, and who was there from the start not', async () => {
    const source = await before.connect(join(before.folder, 'cases.sqlite'));
    await migrate(source, { ...CASE_MIGRATIONS, steps: CASE_MIGRATIONS.steps.slice(0, 4) });
    const [one = '', other = ''] = PERSONS;
    const put = 'INSERT INTO case_person (id, case_number, atena_number) VALUES (?, ?, ?)';
    for (const [id, person] of [
      ['a', one],
      ['b', other],
    ])
      await source.query(put, [id, NUMBER, person]);
    for (const [id, at] of [
      ['x', '2023-06-21T01:00:00.000Z'],
      ['y', '2023-06-20T01:00:00.000Z'],
    ])
      await source.query(
        'INSERT INTO case_addition (id, case_number, added_at, persons, documents) VALUES (?, ?, ?, ?, ?)',
        [id, NUMBER, at, other, ''],
      );
    const told = () => source.query('SELECT id, added_at FROM case_person ORDER BY id');
    await migrate(source, CASE_MIGRATIONS);
    const expected = [
      { id: 'a', added_at: null },
      { id: 'b', added_at: '2023-06-20T01:00:00.000Z' },
    ];
    expect(await told()).toEqual(expected);
    await migrateBack(source, CASE_MIGRATIONS, 4);
    await migrate(source, CASE_MIGRATIONS);
    expect(await told()).toEqual(expected);
  });
});
