import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActRecord } from '../../../src/audit/record/record.js';
import { FindingLog } from '../../../src/reconciliation/finding-log.js';
import { resumeDecisions } from '../../../src/reconciliation/finding-recovery.js';
import type { RunRow } from '../../../src/reconciliation/finding-row.js';
import { FindingStore } from '../../../src/reconciliation/finding-store.js';
import { endEach } from '../../../src/acts/end-each.js';

/** An act that cannot be ended keeps no other waiting, at a start or later. docs/attacks.md W18. */

test('each is tried, the first fault is told, and what ended is counted', async () => {
  const tried: number[] = [];
  const end = (act: number) => {
    tried.push(act);
    if (act % 2 === 1) throw new RangeError(`act ${act}`);
    return Promise.resolve(act !== 4);
  };
  await expect(endEach([1, 2, 3, 4], async (act) => end(act))).rejects.toThrow('act 1');
  expect(tried).toEqual([1, 2, 3, 4]);
  expect(await endEach([2, 4, 6], async (act) => end(act))).toBe(2);
});

test('a decision that no system takes keeps a proposal behind it from no end', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-ends-'));
  const store = await FindingStore.open({ url: { kind: 'sqlite', path: join(folder, 'store.sqlite') } });
  try {
    const at = '2023-06-27T00:00:00.000Z';
    const run: RunRow = {
      ...{ number: 1, phase: 'VRS', after: null, startedAt: at, endedAt: null },
      ...{ persons: 2, doses: 4, leftAlone: 0 },
    };
    await store.beginRun(run);
    const found = ['a', 'b'].map((name) => ({
      ...{ id: name.padEnd(43, 'x'), digest: 'd'.repeat(43), kind: 'LOT_MISMATCH', suspected: 'LEDGER' },
      ...{ confidence: 90, reasons: 'CLEANED_UP', atenaNumber: '1'.padStart(15, '0'), otherNumber: null },
      ...{ besideId: null, ledgerId: name, ledgerUnder: '1', vrsId: null, vrsUnder: null },
    }));
    await store.keepPage({ run, from: run, found, strays: [], at });
    for (const [index, { id, digest }] of found.entries()) {
      const requestId = `${index}1111111-1111-4111-8111-111111111111`;
      const act = index === 0 ? 'decidedAct' : 'proposedAct';
      await store.begin(
        {
          ...{ id: id.slice(0, 40), action: index === 0 ? 'approveFinding' : 'decideFinding' },
          ...{ content: 'c', requestId, outcome: null, at: `2023-06-27T00:00:0${index}.000Z`, facts: null },
        },
        {
          ...{ of: { id, digest, proposedAct: null }, from: ['OPEN'] },
          to: { state: index === 0 ? 'CORRECTING' : 'PROPOSED', decision: 'NO_FAULT', [act]: requestId },
        },
      );
    }
    const records: ActRecord[] = [];
    const log = new FindingLog({
      pseudonym: (number) => number,
      seal: (body) => Promise.resolve(records.push(body as ActRecord)),
    });
    // Nothing can be carried over: the record system is not connected.
    await expect(resumeDecisions({ store, carry: null, log, now: () => at })).rejects.toThrow();
    // What was begun is not with it: whether its intent is open nobody can tell.
    expect(records.map(({ act, phase, result }) => [act, phase, result])).toEqual([
      ['decideFinding', 'INTENT', null],
      ['decideFinding', 'OUTCOME', 'PROPOSED NO_FAULT (resumed)'],
    ]);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
