import fc from 'fast-check';
import { join } from 'node:path';
import { CASE_MIGRATIONS } from '../../../src/cases/case-migrations.js';
import { consentedScopes } from '../../../src/cases/consented-scopes.js';
import { migrate, migrateBack } from '../../../src/database/migrate.js';
import { StoresBefore } from '../database/before-migrations.js';
import { named, openInput, TODAY, World } from './desk.js';

/** A consent covers who was on the case when it was given, and nobody who came after. docs/attacks.md V23. */

const PERSONS = [1, 2, 3, 4].map((person) => String(person).padStart(15, '0'));
const CONSENT = { form: '接種記録確認同意書', scopes: ['CONFIRM_RECORDS'] as const, on: TODAY };

test('in whatever order persons and consent come, also behind a restart', async () => {
  const order = fc.record({
    first: fc.subarray(PERSONS, { minLength: 1 }),
    withConsent: fc.boolean(),
    acts: fc.array(fc.oneof(fc.constant('CONSENT' as const), fc.constantFrom(...PERSONS)), { maxLength: 6 }),
  });
  const property = fc.asyncProperty(order, async ({ first, withConsent, acts }) => {
    const world = new World();
    await world.start();
    try {
      const consent = withConsent ? CONSENT : null;
      const { changed } = await world.desk().open(openInput('open-case-key', first, { consent }));
      const number = changed?.number ?? '';
      const on = new Set(first);
      let covered: ReadonlySet<string> | null = withConsent ? new Set(first) : null;
      for (const [at, act] of acts.entries()) {
        const given = { idempotencyKey: `later-act-key-${at}`, validateOnly: false, number };
        if (act === 'CONSENT') {
          await world.desk().addConsent({ ...given, consent: CONSENT });
          covered ??= new Set(on);
        } else {
          await world.desk().addPersons({ ...given, persons: [act], namedBy: named([act]) });
          on.add(act);
        }
      }
      await world.restart();
      const found = await world.store.byName(number);
      if (found === null) throw new TypeError('the case is gone');
      expect(new Set(found.persons)).toEqual(on);
      expect(new Set(found.consented)).toEqual(covered ?? new Set());
      for (const person of PERSONS)
        expect(consentedScopes(found, [person]).has('CONFIRM_RECORDS')).toBe(covered?.has(person) === true);
    } finally {
      await world.end();
    }
  });
  await fc.assert(property, { numRuns: 25 });
});

describe('a case of before', () => {
  let before: StoresBefore;
  beforeEach(() => (before = new StoresBefore()));
  afterEach(() => before.remove());

  test.each([
    ['from the start', null, '2023-06-20'],
    ['on an earlier day', '2023-06-19T08:00:00.000Z', '2023-06-20'],
    ['in the night before, which is that day in Japan', '2023-06-19T15:30:00.000Z', null],
    ['on the day of the consent', '2023-06-20T01:00:00.000Z', null],
    ['afterwards', '2023-06-21T01:00:00.000Z', null],
  ])('keeps its consent for whoever was on it: %s', async (_, addedAt, consentedOn) => {
    const source = await before.connect(join(before.folder, 'cases.sqlite'));
    await migrate(source, { ...CASE_MIGRATIONS, steps: CASE_MIGRATIONS.steps.slice(0, 3) });
    const [one = '', other = ''] = PERSONS;
    await source.query("INSERT INTO case_file (number, consent_on) VALUES ('2023-0001', '2023-06-20')");
    await source.query("INSERT INTO case_file (number) VALUES ('2023-0002')");
    const put = 'INSERT INTO case_person (id, case_number, atena_number) VALUES (?, ?, ?)';
    for (const [id, number, person] of [
      ['a', '2023-0001', one],
      ['b', '2023-0001', other],
      ['c', '2023-0002', one],
    ])
      await source.query(put, [id, number, person]);
    if (addedAt !== null)
      await source.query(
        "INSERT INTO case_addition (id, case_number, added_at, persons) VALUES ('x', '2023-0001', ?, ?)",
        [addedAt, `${PERSONS[3] ?? ''} ${other}`],
      );
    await migrate(source, CASE_MIGRATIONS);
    const told = () =>
      source.query<readonly { readonly consented_on: string | null }[]>(
        'SELECT id, consented_on FROM case_person ORDER BY id',
      );
    expect(await told()).toEqual([
      { id: 'a', consented_on: '2023-06-20' },
      { id: 'b', consented_on: consentedOn },
      { id: 'c', consented_on: null },
    ]);
    await migrateBack(source, CASE_MIGRATIONS, 3);
    await migrate(source, CASE_MIGRATIONS);
    expect((await told()).map((row) => row.consented_on)).toEqual(['2023-06-20', consentedOn, null]);
  });
});
