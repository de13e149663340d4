import type { MadeReport } from '../../../src/review/review-here.js';
import { ReviewMaker, type ReportAsked } from '../../../src/review/review-maker.js';

/** docs/attacks.md K7. A report reads a month of the log; by however many names it is asked for, it is made once. */

const MAY: ReportAsked = { kind: 'review', contract: null, from: '2023-05-01', to: '2023-05-31' };
const JUNE: ReportAsked = { ...MAY, from: '2023-06-01', to: '2023-06-30' };

test('reports are made one at a time; one that has not begun is made once, one under way is made anew', async () => {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const maker = new ReviewMaker({
    now: () => new Date('2023-07-01T00:00:00.000Z'),
    make: async ({ from }) => {
      begun.push(from);
      await new Promise<void>((resolve) => ends.push(resolve));
      return { text: `${from} ${begun.length}`, findings: [] } as unknown as MadeReport;
    },
  });
  const turns = () => new Promise((resolve) => setImmediate(resolve));
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
