import type { KeptDose } from '../../../adapters/health-management/model.js';
import type { DoseRecord, DoseRequest } from '../../../adapters/vaccination-record-system/protocol/doses.js';
import { carryDecision, type CarryParts } from '../../../src/reconciliation/carry-decision.js';
import type { LedgerOrder } from '../../../src/reconciliation/correct-ledger.js';
import type { FindingRow } from '../../../src/reconciliation/finding-row.js';
import { UNDECIDED } from '../../../src/reconciliation/finding-writes.js';
import { planOf, type PlannedChange } from '../../../src/reconciliation/plan-decision.js';
import type { RowsOfFinding } from '../../../src/reconciliation/read-rows.js';
import { ledgerKey, ledgerKeysOf, stepId } from '../../../src/reconciliation/step-ids.js';
import { content } from '../immunization-records/world.js';

/** What a decision that was broken off takes for its own; with real systems: kill.test.ts. */

const ROW: FindingRow = {
  ...{ id: 'f'.repeat(43), kind: 'MISSING_IN_VRS', state: 'CORRECTING', suspected: 'VRS', confidence: 90 },
  ...{ reasons: '', atenaNumber: '1', otherNumber: '2', ledgerId: '71', ledgerUnder: '1', vrsId: null },
  ...{ vrsUnder: null, besideId: null, digest: 'd', foundAt: '', seenRun: 1, ...UNDECIDED },
  ...{ decision: 'ACCEPT_LEDGER', reason: 'EVIDENT', proposedBy: 'clerk', decidedBy: 'manager' },
  decidedAct: 'act',
};
const LEDGER: KeptDose = {
  ...{ id: '71', version: 0, withdrawn: false },
  content: content({ dose: 1, date: '2022-02-01', manufacturer: '01', lot: 'EY0573' }),
} as KeptDose;
const ROWS: RowsOfFinding = { ledger: LEDGER, vrs: null, coupon: '3000000001', recorded: new Set() };

function planned(row: FindingRow, rows: RowsOfFinding): readonly PlannedChange[] {
  const plan = planOf(row, rows);
  if (typeof plan === 'string') throw new Error(plan);
  return plan;
}
const idsOf = (row: FindingRow, rows: RowsOfFinding) =>
  planned(row, rows).map((change) => stepId(row, change));

async function carried(row: FindingRow, rows: RowsOfFinding, more: Partial<CarryParts> = {}) {
  const sent: string[] = [];
  const parts: CarryParts = {
    sources: {
      ask: (_system, signal, read) => read(signal),
      send: (_system, signal, write) => write(signal),
    },
    vrs: {
      municipality: '132101',
      recordDose: ({ requestId }: DoseRequest) => Promise.resolve(sent.push(requestId)),
    } as unknown as CarryParts['vrs'],
    staff: () => 'user',
    correctLedger: ({ key }: LedgerOrder) => Promise.resolve(sent.push(key)).then(() => null),
    hasLedgerAct: () => Promise.resolve(false),
    isStillFound: () => Promise.resolve(false),
    rowsOf: () => Promise.resolve(rows),
    ...more,
  };
  return { code: await carryDecision(parts, row, new AbortController().signal), sent };
}

test('a dose that VRS has by this decision is not registered again, whatever the ledger says by now', async () => {
  const [id = ''] = idsOf(ROW, ROWS);
  const later = { ...LEDGER, version: 1, content: { ...LEDGER.content, lot: 'EY0574' } };
  const rows = { ...ROWS, ledger: later, coupon: '3000000009', recorded: new Set([id]) };
  expect(await carried(ROW, rows)).toEqual({ code: null, sent: [] });
  expect(await carried(ROW, { ...rows, recorded: new Set() })).toEqual({ code: 'CHANGED', sent: [] });
  const found = { isStillFound: () => Promise.resolve(true) };
  expect(await carried(ROW, ROWS, found)).toEqual({ code: null, sent: [id] });
});

test('a step of a plan made anew has the id that it had, and no other step has it', () => {
  const row: FindingRow = { ...ROW, kind: 'WRONG_PERSON', decision: 'ACCEPT_VRS' };
  const ids = idsOf(row, ROWS);
  expect(new Set(ids).size).toBe(2);
  const later = { ...LEDGER, version: 4, content: { ...LEDGER.content, lot: 'EY0574' } };
  expect(idsOf(row, { ...ROWS, ledger: later })).toEqual(ids);
  // Every one of them is looked for where it was broken off.
  expect(ledgerKeysOf(row)).toEqual(expect.arrayContaining(ids.map(ledgerKey)));
  expect(idsOf({ ...row, decidedAct: 'another' }, ROWS)).not.toEqual(ids);
});

test('of a pair, the correction of VRS keeps its id when that of the ledger is left out as made', () => {
  const vrs: DoseRecord = {
    ...{
      id: 'v',
      coupon: '3000000001',
      dose: 1,
      day: '2022-02-01',
      venue: '',
      doctor: '',
      maker: '',
      lot: 'X',
    },
    ...{ givenIn: '132101', reading: 'HAND', registeredAt: '', version: 1, locked: false },
  };
  const row: FindingRow = {
    ...ROW,
    kind: 'LOT_MISMATCH',
    decision: 'CORRECT',
    givenLot: 'EZ0001',
    vrsId: 'v',
  };
  const [ledger, inVrs] = idsOf(row, { ...ROWS, vrs });
  const made = { ...LEDGER, version: 1, content: { ...LEDGER.content, lot: 'EZ0001' } };
  expect(idsOf(row, { ...ROWS, ledger: made, vrs })).toEqual([inVrs]);
  expect(ledgerKeysOf(row)).toContain(ledgerKey(ledger ?? ''));
});

test('that nothing is wrong is decided of what was found alone', async () => {
  const row: FindingRow = { ...ROW, decision: 'NO_FAULT' };
  expect((await carried(row, ROWS)).code).toBe('CHANGED');
  expect((await carried(row, ROWS, { isStillFound: () => Promise.resolve(true) })).code).toBeNull();
});
