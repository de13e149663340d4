import type { MadeReport, ReportOrder } from '../../../src/review/review-here.js';
import { monthAhead } from '../../../src/review/month-ahead.js';
import { ReviewMaker, SIGNED_MS, type ReportAsked } from '../../../src/review/review-maker.js';
import type { ContractRow } from '../../../src/staff/staff-rows.js';

/** docs/attacks.md K7. A report reads a month of the log; by however many names it is asked for, it is made once. */

const MAY: ReportAsked = { kind: 'review', contract: null, from: '2023-05-01', to: '2023-05-31' };
const JUNE: ReportAsked = { ...MAY, from: '2023-06-01', to: '2023-06-30' };

const turns = () => new Promise((resolve) => setImmediate(resolve));

test('reports are made one at a time; one that has not begun is made once, one under way is made anew', async () => {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const maker = new ReviewMaker({
    now: () => new Date('2023-07-01T00:00:00.000Z'),
    make: async ({ from }) => {
      begun.push(from);
      await new Promise<void>((resolve) => ends.push(resolve));
      return [{ text: `${from} ${begun.length}`, findings: [] } as unknown as MadeReport];
    },
  });
  const first = Array.from({ length: 20 }, () => maker.make(MAY));
  const other = maker.make(JUNE);
  await turns();
  expect(begun).toEqual([MAY.from]);
  // What the log has come to hold since the first began stands in this one.
  const later = [maker.make(MAY), maker.make(MAY)];
  for (const all of [2, 3]) {
    ends.at(-1)?.();
    await turns();
    expect(begun).toHaveLength(all);
  }
  ends.at(-1)?.();
  const texts = async (made: readonly Promise<MadeReport>[]) =>
    new Set((await Promise.all(made)).map(({ text }) => text));
  expect(await texts(first)).toEqual(new Set([`${MAY.from} 1`]));
  expect((await other).text).toBe(`${JUNE.from} 2`);
  expect(await texts(later)).toEqual(new Set([`${MAY.from} 3`]));
  await maker.close();
});

/** A maker whose readings are counted, with a clock and a gate of its own. */
function counted() {
  const readings: (readonly ReportOrder[])[] = [];
  const state = { now: Date.parse('2023-07-01T00:00:00.000Z'), gate: Promise.resolve(), fails: false };
  const maker = new ReviewMaker({
    now: () => new Date(state.now),
    make: async (_, reports) => {
      readings.push(reports);
      const reading = readings.length;
      await state.gate;
      if (state.fails) {
        state.fails = false;
        throw new Error('the registry is silent');
      }
      return reports.map(
        ({ kind, contract }) =>
          ({ text: `${kind} ${contract} ${reading}`, findings: [] }) as unknown as MadeReport,
      );
    },
  });
  const text = async (asked: ReportAsked, within?: number) => (await maker.read(asked, within)).text;
  return { maker, readings, state, text };
}

const MINUTE = 60_000;
const OF_C3: ReportAsked = { ...MAY, kind: 'access', contract: 'C3' };
const AHEAD: readonly ReportOrder[] = [
  { kind: 'review', contract: null },
  { kind: 'access', contract: 'C3' },
];

test('what is made ahead is one reading for all; it is shown for an hour, and signed for a quarter of one', async () => {
  const { maker, readings, state, text } = counted();
  await maker.makeAhead(MAY, AHEAD);
  expect([await text(MAY), await text(OF_C3), readings]).toEqual(['review null 1', 'access C3 1', [AHEAD]]);
  expect(await text({ ...OF_C3, contract: 'C1' })).toBe('access C1 2');
  state.now += 15 * MINUTE;
  expect([await text(MAY), await text(MAY, SIGNED_MS)]).toEqual(['review null 1', 'review null 3']);
  // The newest of both is what is shown from then on.
  expect(await text(MAY)).toBe('review null 3');
  state.now += 45 * MINUTE;
  expect([await text(OF_C3), await text(MAY)]).toEqual(['access C3 4', 'review null 3']);
  expect((await maker.make(MAY)).text).toBe('review null 5');
  await maker.close();
});

/** docs/attacks.md U12 */
test('what was made before its last day was over is nothing to sign, nor to show, when it is', async () => {
  const { maker, state, text } = counted();
  // 31 May in Japan ends at three in the afternoon.
  state.now = Date.parse('2023-05-31T14:59:59.999Z');
  expect([await text(MAY, SIGNED_MS), await text(MAY, SIGNED_MS)]).toEqual([
    'review null 1',
    'review null 1',
  ]);
  state.now += 1;
  expect([await text(MAY, SIGNED_MS), await text(MAY)]).toEqual(['review null 2', 'review null 2']);
  await maker.close();
});

test('whoever asks while it is made ahead waits for it, and has it made where it fails', async () => {
  const { maker, readings, state, text } = counted();
  let open = (): void => undefined;
  state.gate = new Promise((resolve) => (open = resolve));
  const ahead = maker.makeAhead(MAY, AHEAD);
  const asked = [text(MAY), text(OF_C3)];
  await turns();
  open();
  await ahead;
  expect([await Promise.all(asked), readings.length]).toEqual([['review null 1', 'access C3 1'], 1]);
  state.now += 61 * MINUTE;
  state.fails = true;
  const failing = maker.makeAhead(MAY, AHEAD);
  const late = text(MAY);
  await expect(failing).rejects.toThrow('the registry is silent');
  expect(await late).toBe('review null 3');
  await maker.close();
});

test('ahead is the last month that is over, with the reports on each contract of then', () => {
  const contract = (id: string, begins: string, ends: string | null) => ({ id, begins, ends }) as ContractRow;
  const contracts = [
    contract('C1', '2020-04-01', '2023-05-31'),
    contract('C2', '2023-07-01', null),
    contract('C3', '2023-06-30', null),
  ];
  expect(monthAhead(contracts, '2023-07-31')).toEqual({
    days: { from: '2023-06-01', to: '2023-06-30' },
    reports: [
      { kind: 'review', contract: null },
      ...['access', 'records', 'performance'].map((kind) => ({ kind, contract: 'C3' })),
    ],
  });
  expect(monthAhead([], '2023-03-31').days).toEqual({ from: '2023-02-01', to: '2023-02-28' });
});
