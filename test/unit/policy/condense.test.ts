import { condense } from '../../../src/policy/condense.js';
import type { Difference } from '../../../src/policy/difference.js';
import { situationsOf, type Dimension } from '../../../src/policy/situations.js';

/** Differences are told in as few lines as say exactly them. */
const DIMENSIONS: readonly Dimension[] = ['zone', 'case'];
const ALL = situationsOf(DIMENSIONS);
const difference = (change: Partial<Difference>): Difference => ({
  effect: 'opens',
  act: { role: 'clerk', purpose: 'HISTORY', verb: 'READ', classification: 'BASIC' },
  before: { permit: false, rule: 'default-deny', reason: 'NOT_GRANTED' },
  after: { permit: true, rule: 'open', reason: null },
  dimensions: DIMENSIONS,
  situations: ALL,
  among: ALL,
  ...change,
});
const act = (change: Partial<Difference['act']>) => ({ act: { ...difference({}).act, ...change } });
const at = (...situations: readonly string[]) => ({ situations: situations.map((one) => one.split(' ')) });
/** `zone: LGWAN; case: yes`, one for each line. */
const circumstances = (change: Partial<Difference>) =>
  condense([difference(change)]).map((line) =>
    line.circumstances.map(({ dimension, values }) => `${dimension}: ${values.join(', ')}`).join('; '),
  );

test('of no difference there is nothing to tell', () => {
  expect(condense([])).toEqual([]);
  expect(condense([difference({ situations: [] })])).toEqual([]);
});

test('what holds in every situation has no circumstances', () => {
  expect(condense([difference({})])).toEqual([
    expect.objectContaining({
      effect: 'opens',
      roles: ['clerk'],
      purposes: ['HISTORY'],
      verbs: ['READ'],
      classes: ['BASIC'],
      circumstances: [],
      before: { permit: false, rule: 'default-deny', reason: 'NOT_GRANTED' },
      after: { permit: true, rule: 'open', reason: null },
    }),
  ]);
});

test.each([
  ['one dimension', at('LGWAN yes', 'LGWAN no'), ['zone: LGWAN']],
  ['the other', { situations: ALL.filter(([, one]) => one === 'no') }, ['case: no']],
  ['two of both', at('LGWAN yes', 'NUMBER_USE yes'), ['zone: NUMBER_USE, LGWAN; case: yes']],
  [
    'no one box: it is cut where the first dimension differs',
    at('LGWAN yes', 'INTRANET no'),
    ['zone: LGWAN; case: yes', 'zone: INTRANET; case: no'],
  ],
  [
    'a corner less',
    at('NUMBER_USE yes', 'NUMBER_USE no', 'LGWAN yes'),
    ['zone: NUMBER_USE', 'zone: LGWAN; case: yes'],
  ],
])('situations are told as boxes: %s', (_, change, lines) => expect(circumstances(change)).toEqual(lines));

test('a box is told against what it is a part of: what was shut before is no part', () => {
  const among = ALL.filter(([zone]) => zone === 'LGWAN' || zone === 'INTRANET');
  expect(circumstances({ among, situations: among })).toEqual(['']);
  expect(circumstances({ among, ...at('LGWAN yes', 'LGWAN no') })).toEqual(['zone: LGWAN']);
  // A corner that nobody could be in leaves no hole.
  const corner = among.filter((one) => one.join() !== 'INTRANET,no');
  expect(circumstances({ among: corner, situations: corner })).toEqual(['']);
});

test('the first dimension that has one value is not cut by', () => {
  const situations = [
    ['LGWAN', 'yes', 'no'],
    ['LGWAN', 'no', 'yes'],
  ];
  const dimensions = ['zone', 'case', 'several'] as const;
  expect(circumstances({ dimensions, among: situationsOf(dimensions), situations })).toEqual([
    'zone: LGWAN; case: yes; several: no',
    'zone: LGWAN; case: no; several: yes',
  ]);
});

test('lines that differ in one set of words become one', () => {
  const lines = condense([
    difference(act({})),
    difference(act({ verb: 'SORT' })),
    difference(act({ classification: 'HEALTH' })),
    difference(act({ classification: 'HEALTH', verb: 'SORT' })),
    difference(act({ role: 'manager', purpose: null })),
    difference(act({ role: 'auditor', purpose: null })),
    difference(act({ role: 'manager', purpose: 'AUDIT' })),
    difference(act({ role: 'auditor', purpose: 'AUDIT' })),
  ]);
  expect(lines.map(({ roles, purposes, verbs, classes }) => [roles, purposes, verbs, classes])).toEqual([
    [['clerk'], ['HISTORY'], ['READ', 'SORT'], ['BASIC', 'HEALTH']],
    [['manager', 'auditor'], [null, 'AUDIT'], ['READ'], ['BASIC']],
  ]);
});

test.each([
  ['effects', { effect: 'closes' }],
  ['verdicts before', { before: { permit: false, rule: 'x', reason: 'ZONE' } }],
  ['verdicts after', { after: { permit: true, rule: 'other', reason: null } }],
  ['circumstances', at('LGWAN yes')],
  ['verbs and classes at once', act({ verb: 'SORT', classification: 'HEALTH' })],
  ['roles and verbs at once', act({ verb: 'SORT', role: 'manager' })],
  ['purposes and classes at once', act({ purpose: null, classification: 'HEALTH' })],
] as const)('lines of other %s stay apart', (_, change) => {
  const other = difference(change as Partial<Difference>);
  expect(condense([difference(act({})), { ...other, act: { ...other.act } }])).toHaveLength(2);
});
