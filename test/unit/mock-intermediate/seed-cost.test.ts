import Database from 'better-sqlite3';
import { join, resolve } from 'node:path';
import { CityPeople } from '../../../src/mock/intermediate/seed/city-people.js';
import { testCity } from '../../support/city.js';

/**
 * What is asked once for each person finds its rows by an index. A city of 120,000 has 800,000 doses: reading them all
 * for each of 400 movers made the first start take minutes (docs/attacks.md M24).
 */
test('nobody’s doses are found by reading the whole ledger', () => {
  const folder = join(resolve(testCity().directory), '132101');
  const asked: string[] = [];
  const prepare = jest.spyOn(Database.prototype, 'prepare');
  const people = new CityPeople({ directory: testCity().directory, own: '132101', neighbour: '132144' });
  try {
    const somebody = people.adults('19800101', 50);
    prepare.mockClear();
    expect(somebody.some((one) => people.ledgerOf(one).length > 0)).toBe(true);
    asked.push(...new Set(prepare.mock.calls.map(([sql]) => sql)));
  } finally {
    prepare.mockRestore();
    people.close();
  }
  const database = new Database(join(folder, 'address-name.sqlite'), { readonly: true });
  database.prepare('ATTACH DATABASE ? AS health').run(join(folder, 'health.sqlite'));
  const plan = asked.flatMap((sql) =>
    database
      .prepare<[string], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all('')
      .map(({ detail }) => detail),
  );
  database.close();
  expect(plan.filter((step) => step.startsWith('SEARCH'))).toHaveLength(2);
  expect(plan.filter((step) => step.startsWith('SCAN'))).toEqual([]);
});
