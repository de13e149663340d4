import { createSecretKey } from 'node:crypto';
import * as fc from 'fast-check';
import type { FieldOutcome } from '../../../../src/audit/index/access-index.js';
import { fieldsBySubject, fieldsOf, fieldsOfAll } from '../../../../src/audit/index/field-outcomes.js';
import { rowsOf, shapesOfFields } from '../../../../src/audit/index/index-rows.js';
import { decodeAccesses, type ResponsePath } from '../../../../src/audit/record/access-columns.js';
import { AccessTrace } from '../../../../src/audit/record/access-trace.js';
import type { Access, AccessColumns, AuditRecord, Outcome } from '../../../../src/audit/record/record.js';

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

test('what is said of row after row is counted without spelling it out: rows that no memory holds are', () => {
  const rows = 1_000_000_000;
  const fields = [
    ['Immunization.date', 'date', [[1, rows]]],
    ['Immunization.lot', 'lot', [[2, 7], [0, rows - 10], 1, [2, 2]]],
  ];
  const verdicts = [
    ['DISCLOSED', null],
    ['ABSENT', null],
  ];
  const columns: AccessColumns = {
    subjects: 'abcdefghiQRMvfyD8E',
    groups: [
      verdicts,
      [
        ['residents', 0],
        rows,
        [[[0, 1, rows]]],
        [
          [1, rows - 3],
          [2, 3],
        ],
        fields,
      ],
    ],
    count: rows + 10,
  };
  const of = (coordinate: string, outcome: Outcome, count: number) => ({
    coordinate,
    outcome,
    reason: null,
    count,
  });
  expect(Object.fromEntries(fieldsBySubject(columns))).toEqual({
    abcdefghi: [of('Immunization.date', 'DISCLOSED', rows - 3), of('Immunization.lot', 'ABSENT', 7)],
    QRMvfyD8E: [
      of('Immunization.date', 'DISCLOSED', 3),
      of('Immunization.lot', 'ABSENT', 2),
      of('Immunization.lot', 'DISCLOSED', 1),
    ],
  });
});

/** A record that says the same of somebody as one before it has the same row, whoever remembers it. */
test('rows are the same whether shapes are remembered from record to record or not', () => {
  const key = createSecretKey(Buffer.alloc(32, 1));
  const shapes = shapesOfFields(key);
  fc.assert(
    fc.property(fc.array(ACCESS, { maxLength: 60 }), (accesses) => {
      const outcome = { kind: 'OUTCOME', seq: 2, at: '2026-04-01T00:00:00.000Z', intent: 1 };
      const record = { ...outcome, accesses: columnsOf(accesses) } as unknown as AuditRecord;
      const rows = rowsOf({ writer: 'gw1', record }, shapes);
      expect(rows).toEqual(rowsOf({ writer: 'gw1', record }, shapesOfFields(key)));
      const found = fieldsBySubject(columnsOf(accesses));
      for (const [subject, , , shape] of rows.subjectAccesses)
        expect(rows.shapes.get(shape as number)).toBe(JSON.stringify(found.get(subject as string)));
      expect(rows.subjectAccesses.length).toBe(
        [...found.keys()].filter((subject) => subject !== null).length,
      );
    }),
  );
});

test('columns that do not come to their count are refused', () => {
  const columns = columnsOf([
    { coordinate: 'Resident.name', path: ['a'], subject: '1', outcome: 'DISCLOSED', reason: null },
  ]);
  expect(() => fieldsBySubject({ ...columns, count: 2 })).toThrow(TypeError);
});

test('the id of a shape is nobody’s to work out who has not the key of the log', () => {
  const record = {
    ...{ kind: 'OUTCOME', seq: 2, at: '2026-04-01T00:00:00.000Z', intent: 1 },
    accesses: columnsOf([
      {
        coordinate: 'Resident.name',
        path: ['resident', 'name'],
        subject: 'QRMvfyD8E',
        outcome: 'DISCLOSED',
        reason: null,
      },
    ]),
  } as unknown as AuditRecord;
  const idsUnder = (byte: number) => [
    ...rowsOf(
      { writer: 'gw1', record },
      shapesOfFields(createSecretKey(Buffer.alloc(32, byte))),
    ).shapes.keys(),
  ];
  expect(idsUnder(1)).toHaveLength(1);
  expect(idsUnder(1)).toEqual(idsUnder(1));
  expect(idsUnder(1)).not.toEqual(idsUnder(2));
});
