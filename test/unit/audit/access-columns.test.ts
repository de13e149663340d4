import { createHash } from 'node:crypto';
import * as fc from 'fast-check';

import { decodeAccesses, type ResponsePath } from '../../../src/audit/record/access-columns.js';
import { AccessTrace } from '../../../src/audit/record/access-trace.js';
import { packIntegers, unpackIntegers } from '../../../src/audit/record/integer-runs.js';
import type { Access, AccessColumns, Outcome } from '../../../src/audit/record/record.js';

const OUTCOMES: Outcome[] = [
  'DISCLOSED',
  'REVEALED',
  'REVEALABLE',
  'ABSENT',
  'WITHHELD',
  'REDACTED',
  'DENIED',
  'REFUSED',
  'UNAVAILABLE',
  'FAILED',
  'UNSHOWN',
  'UNREAD',
];
const pseudonym = (atena: string): string =>
  createHash('sha256').update(atena).digest('base64url').slice(0, 9);

/** As graphql-js does: one node per object, shared by all its fields. */
class Paths {
  private readonly nodes = new Map<string, ResponsePath>();

  of(keys: readonly (string | number)[]): ResponsePath | undefined {
    const last = keys.at(-1);
    if (last === undefined) return undefined;
    const name = JSON.stringify(keys);
    const node = this.nodes.get(name) ?? {
      prev: this.of(keys.slice(0, -1)),
      key: last,
      typename: undefined,
    };
    this.nodes.set(name, node);
    return node;
  }
}

function encode(accesses: readonly Access[]): AccessColumns {
  const trace = new AccessTrace();
  const paths = new Paths();
  for (const { coordinate, path, subject, outcome, reason } of accesses) {
    trace.record(coordinate, paths.of(path) as ResponsePath, subject, outcome, reason);
  }
  return trace.columns(pseudonym);
}

/** Through JSON, as in the log; sorted, because order is not kept. */
function roundTrip(accesses: readonly Access[]): string[] {
  const stored = JSON.parse(JSON.stringify(encode(accesses))) as AccessColumns;
  return [...decodeAccesses(stored)].map((access) => JSON.stringify(ordered(access))).sort();
}

function ordered({ coordinate, path, subject, outcome, reason }: Access): Access {
  return { coordinate, path, subject, outcome, reason };
}

function expected(accesses: readonly Access[]): string[] {
  return accesses
    .map((access) => ({ ...access, subject: access.subject === null ? null : pseudonym(access.subject) }))
    .map((access) => JSON.stringify(ordered(access)))
    .sort();
}

const key = fc.oneof(
  fc.constantFrom('residents', 'nodes', 'name', 'a', '', '__proto__', '0'),
  fc.string(),
  fc.nat(5),
  fc.nat(),
);
const anyAccess: fc.Arbitrary<Access> = fc.record({
  coordinate: fc.oneof(fc.constantFrom('Resident.name', 'Query.resident', 'constructor'), fc.string()),
  path: fc.array(key, { minLength: 1, maxLength: 7 }),
  subject: fc.option(fc.oneof(fc.constantFrom('1', '2', '3'), fc.string())),
  outcome: fc.constantFrom(...OUTCOMES),
  reason: fc.option(fc.constantFrom('rule-1', 'rule-2', '')),
});

/** Closer to life: lists in lists, a few fields, holes, verdicts that change from row to row. */
const listAccess: fc.Arbitrary<Access> = fc.record({
  coordinate: fc.constantFrom('Resident.name', 'Resident.address', 'Immunization.date'),
  path: fc
    .tuple(
      fc.constantFrom('residents', 'alias'),
      fc.array(fc.nat(4), { maxLength: 3 }),
      fc.constantFrom('name', 'n', 'date'),
    )
    .map(([list, positions, field]) => [list, ...positions, field]),
  subject: fc.option(fc.constantFrom('1', '2', '3')),
  outcome: fc.constantFrom<Outcome>('DISCLOSED', 'WITHHELD'),
  reason: fc.option(fc.constantFrom('rule-1')),
});

function page(
  residents: number,
  doses: number,
  withheld: (resident: number, field: number) => boolean,
): Access[] {
  const accesses: Access[] = [];
  for (let resident = 0; resident < residents; resident++) {
    for (let dose = 0; dose < doses; dose++) {
      for (let field = 0; field < 14; field++) {
        const closed = withheld(resident, field);
        accesses.push({
          coordinate: `Immunization.field${field}`,
          path: ['residents', 'nodes', resident, 'immunizations', dose, `field${field}`],
          subject: String(1000 + resident * 37),
          outcome: closed ? 'WITHHELD' : 'DISCLOSED',
          reason: closed ? 'label/support-measure' : null,
        });
      }
    }
  }
  return accesses;
}

test('any trace comes back whole: same accesses, same number of each', () => {
  fc.assert(
    fc.property(fc.array(anyAccess, { maxLength: 60 }), (accesses) => {
      expect(roundTrip(accesses)).toEqual(expected(accesses));
    }),
    { numRuns: 300 },
  );
});

test('lists in lists, holes, repeated fields and changing verdicts come back whole', () => {
  fc.assert(
    fc.property(fc.array(listAccess, { maxLength: 200 }), (accesses) => {
      expect(roundTrip(accesses)).toEqual(expected(accesses));
    }),
    { numRuns: 300 },
  );
});

test('a column of integers comes back whole, whatever is in it', () => {
  const column = fc.oneof(
    fc.array(fc.integer()),
    fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 100 }),
  );
  fc.assert(
    fc.property(column, (values) => {
      expect(unpackIntegers(JSON.parse(JSON.stringify(packIntegers(values))), values.length)).toEqual(values);
    }),
    { numRuns: 500 },
  );
});

test('an alias keeps its own path under the one coordinate, and the same coordinate may have several parents', () => {
  const accesses: Access[] = [
    {
      coordinate: 'Resident.address',
      path: ['resident', 'whereabouts'],
      subject: '1',
      outcome: 'WITHHELD',
      reason: 'r',
    },
    {
      coordinate: 'Resident.address',
      path: ['resident', 'address'],
      subject: '1',
      outcome: 'DISCLOSED',
      reason: null,
    },
    {
      coordinate: 'Resident.address',
      path: ['other', 'address'],
      subject: '2',
      outcome: 'DISCLOSED',
      reason: null,
    },
  ];
  expect(roundTrip(accesses)).toEqual(expected(accesses));
});

test('a page of 100 residents with 7 doses of 14 fields takes less than two bytes an access', () => {
  const accesses = page(100, 7, () => false);
  const columns = encode(accesses);
  expect(columns.count).toBe(9800);
  expect(JSON.stringify(columns).length / columns.count).toBeLessThan(2);
  expect(roundTrip(accesses)).toEqual(expected(accesses));
});

test('a page on which every seventh resident is closed in two fields still takes less than two bytes an access', () => {
  const accesses = page(100, 7, (resident, field) => resident % 7 === 3 && field < 2);
  const columns = encode(accesses);
  expect(JSON.stringify(columns).length / columns.count).toBeLessThan(2);
  expect(roundTrip(accesses)).toEqual(expected(accesses));
});

test('no 宛名番号 stands in the columns', () => {
  const columns = encode(page(5, 1, () => false)) as unknown;
  expect(JSON.stringify(columns)).not.toMatch(/"1\d{3}"/);
});

describe('columns that were not made by the encoder are refused', () => {
  const good = encode(page(3, 2, () => false));
  const decodeAll = (columns: AccessColumns): number => [...decodeAccesses(columns)].length;

  test('when the count is too high or too low', () => {
    expect(() => decodeAll({ ...good, count: good.count + 1 })).toThrow(TypeError);
    expect(() => decodeAll({ ...good, count: good.count - 1 })).toThrow(TypeError);
  });
  test('when a subject is missing', () => {
    expect(() => decodeAll({ ...good, subjects: good.subjects.slice(9) })).toThrow(TypeError);
  });
  test('when a run would fill the memory', () => {
    const [verdicts] = good.groups;
    const bomb = [verdicts, [['a', 0], 2, [[[0, 1e9, 1e9]]], [0], []]];
    expect(() => decodeAll({ ...good, groups: bomb })).toThrow(TypeError);
  });
});
