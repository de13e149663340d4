import { citationOn, hasBasisConflict } from '../../../src/policy/permission.js';
import type { Edition, PermissionList, Procedure } from '../../../src/policy/permission-list.js';

/** How a row is cited on a day, and whether its grounds contradict each other. */
const edition = (row: string, citation: string, from: string, to: string | null): Edition => ({
  ...{ row, article: '1条', citation, from, to, unverified: false },
});
const procedure = (conflict: Procedure['conflict'], ...editions: readonly Edition[]): Procedure => ({
  ...{ id: 'p', affairJa: '事務', affairEn: 'Affair', affairCode: 'JM', procedureCode: 'JT' },
  ...{ inquirers: [], providers: [], items: [] },
  city: { cites: 'R043', inquire: true, provide: true },
  conflict,
  editions,
});
const list: PermissionList = {
  ...{ version: 'v', nameJa: 'リスト', nameInSource: 'リスト', items: new Map() },
  procedures: [
    procedure(
      null,
      edition('16', '旧16', '2020-01-01', '2020-12-31'),
      edition('16', '新16', '2021-01-01', null),
    ),
    procedure(
      { sourceJa: '語', readingJa: '読み', readingEn: 'Reading' },
      edition('17', '17', '2020-01-01', null),
    ),
  ],
};

test.each([
  ['16', '2019-12-31', null],
  ['16', '2020-01-01', '旧16'],
  ['16', '2020-12-31', '旧16'],
  ['16', '2021-01-01', '新16'],
  ['17', '2021-01-01', '17'],
  ['18', '2021-01-01', null],
])('row %s is cited on %s as %s', (row, day, citation) => expect(citationOn(list, row, day)).toBe(citation));

test.each([
  ['16', false],
  ['17', true],
  ['18', false],
])('the grounds of row %s contradict each other: %s', (row, is) =>
  expect(hasBasisConflict(list, row)).toBe(is),
);
