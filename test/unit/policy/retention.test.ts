import { readInvestigations } from '../../../src/policy/investigations.js';
import { readRetention } from '../../../src/policy/retention.js';
import type { AuditRecord } from '../../../src/audit/record/record.js';
import { policy } from './harness.js';

const WORDS = { cites: 'R134', textJa: '保存', textEn: 'kept' };
const TERM = { kinds: ['OUTCOME'], years: 7, after: 'RECORD' };
const HOLD = { reason: 'lawsuit', from: '2024-01-01', to: '2024-01-01' };

function reading(table: object) {
  const faults: string[] = [];
  return {
    got: readRetention(
      't.json',
      JSON.stringify({ ...WORDS, purgeWithinDays: 30, terms: [TERM], holds: [HOLD], ...table }),
      faults,
    ),
    faults,
  };
}

test('terms, holds and the days of grace are read', () => {
  expect(reading({})).toEqual({ got: { terms: [TERM], holds: [HOLD], purgeWithinDays: 30 }, faults: [] });
});

test.each([
  [{ purgeWithinDays: 0 }, 't.json: purgeWithinDays must be a whole number from 1'],
  [{ purgeWithinDays: '30' }, 't.json: purgeWithinDays must be a number'],
  [{ terms: [{ ...TERM, years: 1.5 }] }, 't.json.terms[0]: years must be a whole number from 1'],
  [{ terms: [{ ...TERM, years: 0 }] }, 't.json.terms[0]: years must be a whole number from 1'],
  [{ terms: [{ ...TERM, after: 'BIRTH' }] }, 't.json.terms[0]: after must be one of RECORD, ACCOUNT_END'],
  [{ terms: [{ ...TERM, kinds: [1] }] }, 't.json.terms[0]: kinds must hold texts'],
  [{ terms: [TERM, TERM] }, 't.json: OUTCOME has two terms'],
  [{ terms: [{ ...TERM, year: 7 }] }, expect.stringContaining('year')],
  [{ holds: [{ ...HOLD, to: '2023-12-31' }] }, 't.json.holds[0]: ends before it begins'],
  [{ holds: [{ ...HOLD, from: 'May' }] }, 't.json.holds[0]: from must be a day, YYYY-MM-DD'],
  [{ holds: [{ ...HOLD, note: '' }] }, expect.stringContaining('note')],
  [{ more: 1 }, expect.stringContaining('more')],
  [{ textJa: undefined }, 't.json: textJa must be a text'],
])('%j is refused', (table, fault) => {
  expect(reading(table).faults).toEqual(expect.arrayContaining([fault]));
});

test('the city keeps what was accessed for seven years and an account three years beyond its end', () => {
  const of = (kind: string) => policy.retention.terms.find(({ kinds }) => kinds.includes(kind));
  expect(of('OUTCOME')).toMatchObject({ years: 7, after: 'RECORD' });
  expect(of('CHANGE')).toMatchObject({ years: 3, after: 'ACCOUNT_END' });
  expect(policy.retention.purgeWithinDays).toBe(30);
});

test('investigations are read', () => {
  const faults: string[] = [];
  readInvestigations('i.json', JSON.stringify({ ...WORDS, investigations: [] }), faults);
  expect(faults).toEqual([]);
});

test.each([
  [{ id: 'i1', from: '2024-01-01', to: null, account: 'clerk', case: null }, []],
  [{ id: 'i1', from: '2024-01-01', to: '2024-01-01', account: null, case: 'C-1' }, []],
  [
    { id: 'i1', from: '2024-01-01', to: '2023-12-31', account: 'clerk', case: null },
    ['i.json.investigations[0]: ends before it begins'],
  ],
  [
    { id: 'i1', from: '2024-01-01', to: null, account: null, case: null },
    ['i.json.investigations[0]: must name an account or a case'],
  ],
])('an investigation %j has the faults %j', (row, found) => {
  const faults: string[] = [];
  expect(readInvestigations('i.json', JSON.stringify({ ...WORDS, investigations: [row] }), faults)).toEqual([
    row,
  ]);
  expect(faults).toEqual(found);
});

test('every kind of record has a term in the city’s table, or its segment would be kept for ever', () => {
  const every: Record<AuditRecord['kind'], true> = {
    ...{
      GENESIS: true,
      START: true,
      STOP: true,
      RECOVERY: true,
      CHECKPOINT: true,
      POLICY: true,
      PURGE: true,
    },
    ...{ INTENT: true, OUTCOME: true, LOGIN: true, LOGOUT: true, CHANGE: true, REVIEW: true, LINKAGE: true },
    ACT: true,
    COMMAND: true,
    RECORD_SYSTEM: true,
  };
  expect(policy.retention.terms.flatMap(({ kinds }) => kinds).sort()).toEqual(Object.keys(every).sort());
});
