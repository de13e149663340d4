import * as fc from 'fast-check';
import type { FieldOutcome } from '../../../../src/audit/index/access-index.js';
import { fieldsBySubject, fieldsOf, fieldsOfAll } from '../../../../src/audit/index/field-outcomes.js';
import { decodeAccesses, type ResponsePath } from '../../../../src/audit/record/access-columns.js';
import { AccessTrace } from '../../../../src/audit/record/access-trace.js';
import type { Access, AccessColumns, Outcome } from '../../../../src/audit/record/record.js';

/** Lists in lists, the same field asked twice, rows about nobody, verdicts that change from row to row. */
const ACCESS: fc.Arbitrary<Access> = fc.record({
  coordinate: fc.constantFrom('Resident.name', 'Resident.address', 'Immunization.date'),
  path: fc
    .tuple(
      fc.constantFrom('residents', 'alias'),
      fc.array(fc.nat(3), { maxLength: 3 }),
      fc.constantFrom('a', 'b'),
    )
    .map(([list, positions, field]) => [list, ...positions, field]),
  subject: fc.option(fc.constantFrom('1', '2', '3')),
  outcome: fc.constantFrom<Outcome>('DISCLOSED', 'WITHHELD'),
  reason: fc.option(fc.constantFrom('rule-1', '')),
});

function columnsOf(accesses: readonly Access[]): AccessColumns {
  const trace = new AccessTrace();
  const nodes = new Map<string, ResponsePath>();
  const node = (path: readonly (string | number)[]): ResponsePath | undefined => {
    const key = path.at(-1);
    if (key === undefined) return undefined;
    const name = JSON.stringify(path);
    const made = nodes.get(name) ?? { prev: node(path.slice(0, -1)), key, typename: undefined };
    nodes.set(name, made);
    return made;
  };
  for (const { coordinate, path, subject, outcome, reason } of accesses)
    trace.record(coordinate, node(path) as ResponsePath, subject, outcome, reason);
  return JSON.parse(JSON.stringify(trace.columns((number) => number.padEnd(9)))) as AccessColumns;
}

/** Access by access. */
function counted(accesses: Iterable<Access>): FieldOutcome[] {
  const fields = new Map<string, FieldOutcome>();
  for (const { coordinate, outcome, reason } of accesses) {
    const key = `${coordinate} ${outcome} ${reason}`;
    fields.set(key, { coordinate, outcome, reason, count: (fields.get(key)?.count ?? 0) + 1 });
  }
  return [...fields].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, field]) => field);
}

test('what columns come to of each person, of nobody and of all is what the single accesses come to', () => {
  fc.assert(
    fc.property(fc.array(ACCESS, { maxLength: 150 }), (accesses) => {
      const columns = columnsOf(accesses);
      const all = [...decodeAccesses(columns)];
      const subjects = [...new Set(all.map(({ subject }) => subject))];
      const found = fieldsBySubject(columns);
      expect([...found.keys()].sort()).toEqual([...subjects].sort());
      for (const subject of [...subjects, 'nobody we know']) {
        const own = counted(all.filter((access) => access.subject === subject));
        expect(fieldsOf(columns, subject)).toEqual(own);
        expect(found.get(subject) ?? []).toEqual(own);
      }
      expect(fieldsOfAll(columns)).toEqual(counted(all));
    }),
    { numRuns: 300 },
  );
  expect([fieldsBySubject(null).size, fieldsOf(null, null), fieldsOfAll(null)]).toEqual([0, [], []]);
});

test('columns that do not come to their count are refused', () => {
  const columns = columnsOf([
    { coordinate: 'Resident.name', path: ['a'], subject: '1', outcome: 'DISCLOSED', reason: null },
  ]);
  expect(() => fieldsBySubject({ ...columns, count: 2 })).toThrow(TypeError);
});
